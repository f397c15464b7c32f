import path from 'node:path';
import * as vscode from 'vscode';
import type { PickedRole } from '../../../../protocol/panel';
import { findDataFiles } from '../../dataFileSearch';
import { pickStudent } from './pickStudent';

/** Asks for the files of a role, or for a student. @returns nothing when the user dismissed the question */
export async function pickPaths(role: PickedRole, folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  if (role === 'model') return pickStudent(folder);
  const several = role === 'original' || role === 'distilled';
  const browse = { label: vscode.l10n.t('Browse…'), description: vscode.l10n.t('any file of this machine'), file: '' };
  const files = (await findDataFiles(folder)).map((file) => ({
    label: path.basename(file),
    description: path.relative(folder.uri.fsPath, path.dirname(file)),
    file,
  }));
  const options = {
    title: titles[role](),
    placeHolder: vscode.l10n.t('CoNLL files of {0}', folder.name),
    matchOnDescription: true,
  };
  const picked = several
    ? await vscode.window.showQuickPick([browse, ...files], { ...options, canPickMany: true })
    : await vscode.window.showQuickPick([browse, ...files], options).then((item) => item && [item]);
  const paths = (picked ?? []).map(({ file }) => file);
  if (!paths.includes('')) return paths;
  const browsed = await vscode.window.showOpenDialog({
    title: titles[role](),
    canSelectMany: several,
    defaultUri: folder.uri,
  });
  return [...paths.filter((file) => file !== ''), ...(browsed ?? []).map(({ fsPath }) => fsPath)];
}

const titles: Readonly<Record<Exclude<PickedRole, 'model'>, () => string>> = {
  original: () => vscode.l10n.t('Original: files with human tags'),
  distilled: () => vscode.l10n.t('Distilled: files with tags of an LLM'),
  dev: () => vscode.l10n.t('Dev: the file to score while training'),
  test: () => vscode.l10n.t('Test: the file to score at the end'),
};
