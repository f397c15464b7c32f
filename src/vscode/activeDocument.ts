import * as vscode from 'vscode';
import { CONLL_LANGUAGE } from './languageId';

/** The CoNLL document that the user is in, be it as text or in the reading view. */
export function activeConll(): vscode.TextDocument | undefined {
  const { activeTextEditor, tabGroups } = vscode.window;
  const input = tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputCustom ? input.uri.toString() : undefined;
  const document = uri
    ? vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri)
    : activeTextEditor?.document;
  return document?.languageId === CONLL_LANGUAGE ? document : undefined;
}
