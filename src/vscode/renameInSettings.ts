import path from 'node:path';
import * as vscode from 'vscode';
import type { RenameMiddleware } from 'vscode-languageclient/node';
import { applyEdits, parseTag, renameInJson, TYPE_SET_FILES } from '../dataset';

const setting = 'conllDistill.entityTypes';

/**
 * A type that the language server renames is renamed in the settings of folder and workspace too, as a part of the same edit. The user's own
 * settings are no file of the workspace: where they list the type, that is said once the edit is done, with a button that changes them.
 */
export const renameInSettingsToo: NonNullable<RenameMiddleware['provideRenameEdits']> = async (
  document,
  position,
  newName,
  token,
  next,
) => {
  const { t } = vscode.l10n;
  const unsaved = vscode.workspace.textDocuments.find(
    ({ isDirty, uri }) => isDirty && TYPE_SET_FILES.includes(path.posix.basename(uri.path)),
  );
  if (unsaved) {
    const file = vscode.workspace.asRelativePath(unsaved.uri);
    throw new Error(
      t('{0} has changes that are not saved: save it first, so that the type is renamed there too.', file),
    );
  }
  waiting?.dispose();
  const type = typeAt(document, position);
  const edit = await next(document, position, newName, token);
  if (!edit || type === undefined) return edit;
  for (const { uri, within } of settingsFiles()) {
    const file = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
    if (!file) continue;
    for (const { start, end, newText } of renameInJson(file.getText(), within, type, newName)) {
      edit.replace(uri, new vscode.Range(file.positionAt(start), file.positionAt(end)), newText);
    }
  }
  offerUserSetting(document, position, type, newName);
  return edit;
};

function typeAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const cell = document.getWordRangeAtPosition(position, /\S+/u);
  return cell && (parseTag(document.getText(cell))?.type || undefined);
}

/** Where the workspace's settings stand, and where in them. */
function settingsFiles(): { readonly uri: vscode.Uri; readonly within: readonly string[] }[] {
  const { workspaceFolders = [], workspaceFile } = vscode.workspace;
  const folders = workspaceFolders.map(({ uri }) => ({
    uri: vscode.Uri.joinPath(uri, '.vscode', 'settings.json'),
    within: [setting],
  }));
  return workspaceFile ? [...folders, { uri: workspaceFile, within: ['settings', setting] }] : folders;
}

/** Of the latest rename: one that was given up is waited for until the document changes otherwise, is closed, or another begins. */
let waiting: vscode.Disposable | undefined;

/** Waits until the rename is seen in the document: it may be looked at first, and be given up. */
function offerUserSetting(
  document: vscode.TextDocument,
  position: vscode.Position,
  type: string,
  newName: string,
): void {
  const { t } = vscode.l10n;
  const listed = () => vscode.workspace.getConfiguration().inspect<unknown>(setting)?.globalValue;
  const renamed = (value: unknown): unknown => {
    const text = JSON.stringify(value ?? []);
    return JSON.parse(applyEdits(text, renameInJson(text, [], type, newName)));
  };
  if (JSON.stringify(renamed(listed())) === JSON.stringify(listed() ?? [])) return;
  const start = document.getWordRangeAtPosition(position, /\S+/u)?.start ?? position;
  const changed = vscode.workspace.onDidChangeTextDocument(async (change) => {
    if (change.document !== document || change.contentChanges.length === 0) return;
    waiting?.dispose();
    if (typeAt(document, start) !== newName) return;
    const button = t('Change the Setting');
    const chosen = await vscode.window.showInformationMessage(
      t(
        '{0} is now {1} in the files. Your user setting {2} still lists {0}; it is not a part of that edit.',
        type,
        newName,
        setting,
      ),
      button,
    );
    if (chosen !== button) return;
    try {
      await vscode.workspace.getConfiguration().update(setting, renamed(listed()), vscode.ConfigurationTarget.Global);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  });
  const closed = vscode.workspace.onDidCloseTextDocument((each) => each === document && waiting?.dispose());
  waiting = vscode.Disposable.from(changed, closed);
}
