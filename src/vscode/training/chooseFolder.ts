import * as vscode from 'vscode';

/**
 * The workspace folder to train in: the open file's, or the only one; asked for when there are several.
 * @returns undefined when the user dismissed the question
 */
export async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const active = vscode.window.activeTextEditor?.document;
  const ofEditor = active && vscode.workspace.getWorkspaceFolder(active.uri);
  if (ofEditor !== undefined || folders.length <= 1) return ofEditor ?? folders[0];
  return vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Folder to train in') });
}
