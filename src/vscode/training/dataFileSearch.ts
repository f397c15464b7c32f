import * as vscode from 'vscode';
import { CONLL_EXTENSIONS } from '../../dataset';

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
