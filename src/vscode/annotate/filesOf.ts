import * as vscode from 'vscode';
import { READABLE_EXTENSIONS } from '../../dataset';

const pattern = `**/*{${READABLE_EXTENSIONS.join(',')}}`;

/** Runs, checkpoints and answers are no files to annotate. */
const ours = '/.conll-distill/';

/** The files among these, and the CoNLL and text files of the folders among them, each once and in order. */
export async function filesOf(chosen: readonly vscode.Uri[]): Promise<vscode.Uri[]> {
  const found = await Promise.all(
    chosen.map(async (uri) => {
      const { type } = await vscode.workspace.fs.stat(uri);
      if ((type & vscode.FileType.Directory) === 0) return [uri];
      const files = await vscode.workspace.findFiles(new vscode.RelativePattern(uri, pattern));
      return files
        .filter(({ path }) => !path.slice(uri.path.length).includes(ours))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1));
    }),
  );
  return [...new Map(found.flat().map((uri) => [uri.toString(), uri])).values()];
}
