import * as vscode from 'vscode';
import { comparedColumns, liveDisagreements } from '../../dataset';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { CONLL_LANGUAGE } from '../languageId';

/**
 * The commands CoNLL: Next Disagreement and Previous Disagreement: move the cursor to the next token that not all columns of
 * tags put into the same entity, around the file's end.
 * @throws Error with a message for the user
 */
export function nextDisagreement(documents: ParsedDocuments, direction: 1 | -1): void {
  const { t } = vscode.l10n;
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== CONLL_LANGUAGE) throw new Error(t('Open a CoNLL file first.'));
  const target = nextDisagreeingLine(documents, editor.document, editor.selection.active.line, direction);
  if (target === undefined) {
    void vscode.window.showInformationMessage(t('All columns agree on every token.'));
    return;
  }
  const position = new vscode.Position(target, 0);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/**
 * @returns the line of the next disagreement after a line, or before it, around the file's end; nothing where all agree
 * @throws Error with a message for the user where there is one column only
 */
export function nextDisagreeingLine(
  documents: ParsedDocuments,
  document: vscode.TextDocument,
  from: number,
  direction: 1 | -1,
): number | undefined {
  const { live } = documents.get(document);
  const columns = comparedColumns(live);
  if (columns.length < 2) {
    throw new Error(vscode.l10n.t('There is one column of tags, so there is nothing that it could disagree with.'));
  }
  const { lines } = liveDisagreements(live, columns);
  return direction > 0
    ? (lines.find((line) => line > from) ?? lines[0])
    : (lines.findLast((line) => line < from) ?? lines.at(-1));
}
