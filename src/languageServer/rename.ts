import {
  ErrorCodes,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  DatasetError,
  decodeEntities,
  editTags,
  encodeEntities,
  isEntityTypeName,
  type LiveDocument,
  liveTagColumns,
  parseTag,
  type TagScheme,
  tagUse,
} from '../dataset';
import type { Feature } from './feature';
import { cellRange, tokenPlace } from './places';
import { typeAt } from './references';
import { renameInTypeSets } from './renameInTypeSets';
import { mustBeUtf8, type WorkspaceFile } from './workspaceFiles';

/** Rename Symbol on a tag renames its entity type in every CoNLL file of the workspace, and in the type sets beside them. */
export const rename: Feature = ({ connection, documents, workspace, settings }) => {
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
    const documentChanges: TextDocumentEdit[] = [];
    for await (const file of workspace.all()) {
      if (cancelled.isCancellationRequested) throw wasCancelled();
      const edits = renamed(file, type, newName);
      if (edits.length === 0) continue;
      mustBeUtf8(file);
      documentChanges.push({ textDocument: { uri: file.uri, version: file.version }, edits });
    }
    try {
      documentChanges.push(...(await renameInTypeSets(await workspace.list(), type, newName)));
    } catch (error) {
      if (error instanceof DatasetError) throw refusal(`Nothing was renamed. ${error.message}`);
      throw error;
    }
    const { entityTypes } = await settings.of(textDocument.uri);
    if (!settings.areRenamedByEditor && entityTypes?.some((each) => each.type === type)) {
      const message = `The setting conllDistill.entityTypes lists ${type}, and an editor's settings are not edited by a language server: change it to ${newName} there.`;
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    return { documentChanges } satisfies WorkspaceEdit;
  });
  return { renameProvider: { prepareProvider: true } };
};

/** In every column of tags. */
function renamed({ live }: WorkspaceFile, type: string, newName: string): TextDocumentEdit['edits'] {
  const sentences = sentencesNaming(live, type);
  if (sentences.length === 0) return [];
  const columns = liveTagColumns(live);
  const { scheme } = tagUse(live);
  return sentences.flatMap((sentence) =>
    columns.flatMap((column) => {
      const tags = live.column(sentence, column);
      const newTags = renamedTags(tags, type, newName, scheme);
      return editTags(live, sentence, newTags, column).map(({ line, start, end, newText }) => ({
        range: cellRange(line, { start, end }),
        newText,
      }));
    }),
  );
}

/** Prefixes stay, unless entities would then run together that stood side by side under two names. */
function renamedTags(tags: readonly string[], type: string, newName: string, scheme: TagScheme): readonly string[] {
  const named = tags.map((tag) => (parseTag(tag)?.type === type ? tag.slice(0, -type.length) + newName : tag));
  const entities = decodeEntities(tags).map((entity) => (entity.type === type ? { ...entity, type: newName } : entity));
  const same = decodeEntities(named).length === entities.length;
  return same ? named : encodeEntities(entities, tags.length, scheme);
}

function sentencesNaming(live: LiveDocument, type: string) {
  return live.chunks
    .filter(({ chunk }) => chunk.text.includes(`-${type}`))
    .flatMap(({ chunk, line }) => live.sentencesBetween(line, line + chunk.lineEnds));
}

/** Half a rename is none. */
function wasCancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The rename was cancelled.');
}

function refusal(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
