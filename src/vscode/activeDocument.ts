import * as vscode from 'vscode';
import { CONLL_LANGUAGE } from './languageId';

/** The CoNLL document that the user is in, be it as text or in the reading view. */
export function activeConll(): vscode.TextDocument | undefined {
  const document = activeDocument();
  return document?.languageId === CONLL_LANGUAGE ? document : undefined;
}

/** The document that the user is in, whatever its language is. */
export function activeDocument(): vscode.TextDocument | undefined {
  const { activeTextEditor, tabGroups } = vscode.window;
  const input = tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputCustom ? input.uri.toString() : undefined;
  return uri ? vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri) : activeTextEditor?.document;
}
