import * as vscode from 'vscode';
import { importPlainText } from '../../dataset';
import { CONLL_LANGUAGE } from '../languageId';

/**
 * The command CoNLL: Import Plain Text: opens its sentences and tokens as a new CoNLL document beside it, where the split
 * can be looked at and corrected before it is annotated.
 * @param clicked in the explorer; by default the active editor's document
 * @throws Error when there is no text
 */
export async function importText(clicked?: vscode.Uri): Promise<void> {
  const source = clicked ? await vscode.workspace.openTextDocument(clicked) : vscode.window.activeTextEditor?.document;
  if (!source) throw new Error(vscode.l10n.t('Open the plain text that is to be split into sentences and tokens.'));
  const content = importPlainText(source.getText());
  if (content === '') {
    throw new Error(vscode.l10n.t('{0}: there is no text in it.', vscode.workspace.asRelativePath(source.uri)));
  }
  const document = await vscode.workspace.openTextDocument({ language: CONLL_LANGUAGE, content });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}
