import * as vscode from 'vscode';
import { comparedColumns, liveDisagreements, stretches } from '../../dataset';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { CONLL_LANGUAGE } from '../languageId';

/**
 * The commands CoNLL: Next Disagreement and Previous Disagreement: move the cursor to the next tokens that not all columns of
 * tags put into the same entity, around the file's end.
 * @throws Error with a message for the user
 */
export function nextDisagreement(documents: ParsedDocuments, direction: 1 | -1): void {
  const { t } = vscode.l10n;
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== CONLL_LANGUAGE) throw new Error(t('Open a CoNLL file first.'));
  const target = nextDisagreeingLines(documents, editor.document, editor.selection.active.line, direction);
  if (target === undefined) {
    void vscode.window.showInformationMessage(t('All columns agree on every token.'));
    return;
  }
  const position = new vscode.Position(target.start, 0);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/**
 * @returns the lines of the next stretch of disagreeing tokens that begins after a line, or before it, around the file's end, `end`
 *   exclusive; nothing where all agree
 * @throws Error with a message for the user where there is one column only
 */
export function nextDisagreeingLines(
  documents: ParsedDocuments,
  document: vscode.TextDocument,
  from: number,
  direction: 1 | -1,
): { readonly start: number; readonly end: number } | undefined {
  const { live } = documents.get(document);
  const columns = comparedColumns(live);
  if (columns.length < 2) {
    throw new Error(vscode.l10n.t('There is one column of tags, so there is nothing that it could disagree with.'));
  }
  const found = stretches(liveDisagreements(live, columns).lines);
  return direction > 0
    ? (found.find(({ start }) => start > from) ?? found[0])
    : (found.findLast(({ start }) => start < from) ?? found.at(-1));
}
