import path from 'node:path';
import * as vscode from 'vscode';
import {
  ConllDocument,
  checkReadable,
  decodeBytes,
  type NamedDocument,
  refuseOtherTokens,
  tagColumns,
  tagsOfColumn,
} from '../../dataset';
import { type Annotator, agreementTable, annotatorAgreement } from '../../evaluation';
import { markdown } from '../../tables';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { CONLL_LANGUAGE } from '../languageId';

/**
 * The command CoNLL: Measure Agreement: of the files that are selected in the explorer, or of the tag columns of the open one.
 * @throws Error with a message for the user
 */
export async function measureAgreement(
  documents: ParsedDocuments,
  clicked?: vscode.Uri,
  selected?: readonly vscode.Uri[],
): Promise<void> {
  const { t } = vscode.l10n;
  const annotators =
    selected && selected.length > 1
      ? await ofFiles(selected)
      : ofColumns(documents, clicked ? await vscode.workspace.openTextDocument(clicked) : activeDocument());
  const report = annotatorAgreement(annotators);
  const { fleissKappa, krippendorffAlpha, disagreements } = report;
  const content = [
    `# ${t('Agreement')}\n\n`,
    markdown(agreementTable(report)),
    `\n${t("Fleiss' κ {0}, Krippendorff's α {1}. {2} sentences with disagreement.", fleissKappa.toFixed(4), krippendorffAlpha.toFixed(4), disagreements.length)}\n`,
    `\n${t('F1 in percent, of entities; κ and α of tokens, “κ of tagged” of those that at least one of the two tagged.')}\n`,
  ].join('');
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
}

function activeDocument(): vscode.TextDocument {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === CONLL_LANGUAGE) return document;
  throw new Error(
    vscode.l10n.t('Select two or more CoNLL files in the explorer, or open one with two or more columns of tags.'),
  );
}

function ofColumns(documents: ParsedDocuments, document: vscode.TextDocument): Annotator[] {
  const { conll } = documents.get(document);
  const columns = tagColumns(conll);
  const name = vscode.workspace.asRelativePath(document.uri);
  if (columns.length < 2) {
    throw new Error(
      vscode.l10n.t(
        '{0} has {1} column of tags; agreement needs two or more. Select two or more files in the explorer, or annotate into a new column.',
        name,
        columns.length,
      ),
    );
  }
  return columns.map((column) => ({
    name: vscode.l10n.t('column {0}', column + 1),
    tags: tagsOfColumn({ name, document: conll }, column),
  }));
}

async function ofFiles(uris: readonly vscode.Uri[]): Promise<Annotator[]> {
  const files: NamedDocument[] = [];
  for (const uri of uris) {
    const name = vscode.workspace.asRelativePath(uri);
    const bytes = await vscode.workspace.fs.readFile(uri);
    const unreadable = checkReadable(bytes, name);
    if (unreadable) throw unreadable;
    files.push({ name, document: ConllDocument.parse(decodeBytes(bytes).text) });
  }
  const [first, ...others] = files;
  for (const other of others) if (first) refuseOtherTokens(first, other);
  return files.map((file) => ({
    name: path.posix.basename(file.name),
    tags: tagsOfColumn(file, file.document.tagColumn),
  }));
}
