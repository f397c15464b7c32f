import path from 'node:path';
import * as vscode from 'vscode';
import { type DataFiles, inferDataFiles } from '../../protocol/dataFiles';
import { CONLL_EXTENSIONS } from '../languageId';

const mostFiles = 2000;
/** Names that CoNLL files of the field have besides: eng.train, train.txt. */
const otherEndings = ['.txt', 'train', 'testa', 'testb'];

/** The workspace folder's files that may be CoNLL files, by their names, in alphabetical order. */
export async function findDataFiles(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  const pattern = `**/*{${[...CONLL_EXTENSIONS, ...otherEndings].join(',')}}`;
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, pattern),
    '**/{node_modules,.*}/**',
    mostFiles,
  );
  return found.map(({ fsPath }) => fsPath).sort();
}

/**
 * Guesses what to train on: the files of one directory, because data sets are kept together. Of all directories with
 * original files the one of `beside` is preferred, then the one that is least deep.
 */
export function inferTogether(files: readonly string[], beside: string | undefined): DataFiles {
  const directories = [...new Set(files.map((file) => path.dirname(file)))].sort(
    (a, b) => Number(b === beside) - Number(a === beside) || depth(a) - depth(b) || (a < b ? -1 : 1),
  );
  const candidates = directories.map((directory) =>
    inferDataFiles(files.filter((file) => path.dirname(file) === directory)),
  );
  return candidates.find(({ original }) => original.length > 0) ?? inferDataFiles(files);
}

const depth = (directory: string) => directory.split(path.sep).length;
