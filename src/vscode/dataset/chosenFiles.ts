import * as vscode from 'vscode';

/** What the explorer passed, or else the file of the active tab, even one that VS Code keeps from extensions because it is too large. */
export function chosenFiles(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): readonly vscode.Uri[] {
  if (selected && selected.length > 0) return selected;
  const uri = clicked ?? uriOfActiveTab();
  if (!uri) throw new Error(vscode.l10n.t('Open a CoNLL file, or choose one in the explorer.'));
  return [uri];
}

/** For commands on one file. */
export function chosenFile(clicked?: vscode.Uri): vscode.Uri {
  const [uri] = chosenFiles(clicked);
  if (!uri) throw new Error(vscode.l10n.t('Open a CoNLL file, or choose one in the explorer.'));
  return uri;
}

function uriOfActiveTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  return vscode.window.activeTextEditor?.document.uri;
}
