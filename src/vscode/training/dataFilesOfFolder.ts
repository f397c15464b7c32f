import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { ConllDocument, checkReadable, decodeBytes } from '../../dataset';
import { type DataFiles, inferDataFiles } from '../../protocol/dataFiles';
import { CONLL_EXTENSIONS } from '../languageId';

const MOST_FILES = 500;

/**
 * What to train on: the files beside the one that is open, else those in the folder itself, by their names. When no
 * name says which files have human tags, the user is asked among all that the folder holds.
 * @returns undefined when the user dismissed the question
 * @throws Error when there is no CoNLL file
 */
export async function chooseDataFiles(
  folder: vscode.WorkspaceFolder,
  beside: vscode.Uri | undefined,
): Promise<DataFiles | undefined> {
  for (const place of [beside, folder.uri]) {
    const inferred = inferDataFiles(place === undefined ? [] : await filesIn(place));
    if (inferred.original.length > 0) return inferred;
  }
  const pattern = `**/*{${CONLL_EXTENSIONS.join(',')}}`;
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, pattern),
    '**/{node_modules,.*}/**',
    MOST_FILES,
  );
  if (found.length === 0) {
    throw new Error(
      vscode.l10n.t(
        '{0} has no CoNLL file to train on. Expected one such as train.conll, with a tag in its last column.',
        folder.name,
      ),
    );
  }
  const chosen = await vscode.window.showQuickPick(
    found
      .map(({ fsPath }) => ({ label: path.relative(folder.uri.fsPath, fsPath), file: fsPath }))
      .sort((a, b) => a.label.localeCompare(b.label)),
    {
      canPickMany: true,
      title: vscode.l10n.t('Train'),
      placeHolder: vscode.l10n.t('Files whose tags were made by people'),
    },
  );
  if (chosen === undefined || chosen.length === 0) return undefined;
  const original = chosen.map(({ file }) => file);
  const rest = inferDataFiles(found.map(({ fsPath }) => fsPath).filter((file) => !original.includes(file)));
  return { ...rest, original };
}

async function filesIn(place: vscode.Uri): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(place);
  return entries
    .filter(([, type]) => (type & vscode.FileType.File) !== 0)
    .map(([name]) => vscode.Uri.joinPath(place, name).fsPath);
}

/** @throws DatasetError when a file cannot be read as CoNLL */
export async function countSentences(files: readonly string[]): Promise<number> {
  let count = 0;
  for (const file of files) {
    const bytes = await readFile(file);
    const unreadable = checkReadable(bytes, file);
    if (unreadable !== undefined) throw unreadable;
    count += ConllDocument.parse(decodeBytes(bytes).text).sentences.length;
  }
  return count;
}
