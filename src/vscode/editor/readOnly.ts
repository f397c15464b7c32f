import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

/**
 * Why a document cannot be edited, said to the user; undefined where it can, as far as VS Code lets extensions know: that an editor was made
 * read-only for the session is known when an edit fails.
 */
export async function whyReadOnly(document: vscode.TextDocument): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const { uri, isUntitled } = document;
  if (isUntitled) return undefined;
  const file = vscode.workspace.asRelativePath(uri);
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) {
    return t('This is a read-only view of {0}, such as an older version: open the file itself to edit it.', file);
  }
  if (matches(document, 'files.readonlyInclude') && !matches(document, 'files.readonlyExclude')) {
    return t('{0} is read-only: the setting files.readonlyInclude says so.', file);
  }
  const { permissions = 0 } = await vscode.workspace.fs.stat(uri).then(undefined, () => ({ permissions: 0 }));
  if ((permissions & vscode.FilePermission.Readonly) !== 0) {
    return t('{0} is read-only: its file system says so.', file);
  }
  const heeds = vscode.workspace.getConfiguration('files', uri).get('readonlyFromPermissions') === true;
  if (heeds && uri.scheme === 'file' && !(await isWritable(uri.fsPath))) {
    return t('{0} is read-only: you have no permission to write it.', file);
  }
  return undefined;
}

/** @throws Error that says why the document cannot be edited */
export async function mustBeWritable(document: vscode.TextDocument): Promise<void> {
  const reason = await whyReadOnly(document);
  if (reason !== undefined) throw new Error(reason);
}

function matches(document: vscode.TextDocument, setting: string): boolean {
  const globs = vscode.workspace.getConfiguration(undefined, document.uri).get<unknown>(setting);
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  // As VS Code does it, from the root where a glob begins there.
  const patternOf = (glob: string) =>
    folder && !path.isAbsolute(glob) ? new vscode.RelativePattern(folder, glob) : glob;
  return Object.entries(globs ?? {}).some(
    ([glob, on]) => on === true && vscode.languages.match({ pattern: patternOf(glob) }, document) > 0,
  );
}

/** As VS Code looks at it. */
async function isWritable(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found === undefined || (found.mode & 0o200) !== 0;
}
