import {
  ErrorCodes,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type TextDocumentEdit,
} from 'vscode-languageserver';
import { DatasetError, isEntityTypeName, renameType } from '../dataset';
import type { Feature } from './feature';
import { editsOfAll } from './fileEdits';
import { cellRange, tokenPlace } from './places';
import { typeAt } from './references';
import { renameInTypeSets } from './renameInTypeSets';
import { tellTooLarge } from './tellTooLarge';

/** Rename Symbol on a tag renames its entity type in every CoNLL file of the workspace, and in the type sets beside them. */
export const rename: Feature = (server) => {
  const { connection, documents, workspace, settings, clientEdits } = server;
  connection.onPrepareRename(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const place = document && tokenPlace(document.live, position);
    const type = place && typeAt(place, document.live);
    const cell = place?.cells[place.column];
    if (type === undefined || !cell)
      throw refusal('Only entity types can be renamed: put the cursor on a tag such as B-PER.');
    return { range: cellRange(position.line, { start: cell.end - type.length, end: cell.end }), placeholder: type };
  });
  connection.onRenameRequest(async ({ textDocument, position, newName }, cancelled) => {
    const document = documents.get(textDocument.uri);
    const place = document && tokenPlace(document.live, position);
    const type = place && typeAt(place, document.live);
    if (type === undefined) throw refusal('There is no entity type here.');
    if (!isEntityTypeName(newName)) {
      throw refusal(
        `"${newName}" is no name for an entity type. Expected one without spaces that does not begin with a hyphen.`,
      );
    }
    const inTypeSets = await editsOfTypeSets(await workspace.list(), type, newName);
    const { entityTypes } = await settings.of(textDocument.uri);
    const tooLarge = await workspace.tooLarge();
    // Last, because documents may be changed while others are waited for.
    const inFiles = await editsOfAll(server, textDocument.uri, ({ live }) => {
      if (cancelled.isCancellationRequested) throw wasCancelled();
      return renameType(live, type, newName).map(({ line, newText, ...cell }) => ({
        range: cellRange(line, cell),
        newText,
      }));
    });
    if (!settings.areRenamedByEditor && entityTypes?.some((each) => each.type === type)) {
      const message = `The setting conllDistill.entityTypes lists ${type}, and an editor's settings are not edited by a language server: change it to ${newName} there.`;
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    tellTooLarge(connection, tooLarge, 'renamed');
    return clientEdits.of({ documentChanges: [...inFiles, ...inTypeSets] });
  });
  return { renameProvider: { prepareProvider: true } };
};

/** @throws ResponseError as renameInTypeSets */
async function editsOfTypeSets(...wanted: Parameters<typeof renameInTypeSets>): Promise<TextDocumentEdit[]> {
  try {
    return await renameInTypeSets(...wanted);
  } catch (error) {
    if (error instanceof DatasetError) throw refusal(`Nothing was renamed. ${error.message}`);
    throw error;
  }
}

/** Half a rename is none. */
function wasCancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The rename was cancelled.');
}

function refusal(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
