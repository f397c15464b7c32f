import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { ConllDocument, checkReadable, type DataFiles, decodeBytes, inferDataFiles } from '../../dataset';
import { findDataFiles } from './dataFileSearch';
import { inferTogether } from './inferTogether';

/**
 * What to train on, by the names of the folder's files. When no name says which files have human tags, the user is asked
 * among all that the folder holds.
 * @param beside the directory whose files are preferred
 * @returns undefined when the user dismissed the question
 * @throws Error when there is no CoNLL file
 */
export async function chooseDataFiles(
  folder: vscode.WorkspaceFolder,
  beside: string | undefined,
): Promise<DataFiles | undefined> {
  const found = await findDataFiles(folder);
  const inferred = inferTogether(found, beside);
  if (inferred.original.length > 0) return inferred;
  if (found.length === 0) {
    throw new Error(
      vscode.l10n.t(
        '{0} has no CoNLL file to train on. Expected one such as train.conll, with a tag in its last column.',
        folder.name,
      ),
    );
  }
  const chosen = await vscode.window.showQuickPick(
    found.map((file) => ({ label: path.relative(folder.uri.fsPath, file), file })),
    {
      canPickMany: true,
      title: vscode.l10n.t('Train'),
      placeHolder: vscode.l10n.t('Files whose tags were made by people'),
    },
  );
  if (chosen === undefined || chosen.length === 0) return undefined;
  const original = chosen.map(({ file }) => file);
  return { ...inferDataFiles(found.filter((file) => !original.includes(file))), original };
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
