import * as vscode from 'vscode';
import { AnswerIndex } from '../../../annotation';

/** Where answers are kept: one file a workspace folder, so that a sentence is paid for once whichever file it stands in. */
export class AnswerIndexes {
  readonly #indexes = new Map<string, AnswerIndex>();

  /** @param globalStorage where answers are kept when no folder is open */
  constructor(private readonly globalStorage: vscode.Uri) {}

  /** The path of the file of answers for a file or folder. */
  fileFor(scope: vscode.Uri): string {
    return vscode.Uri.joinPath(this.folderFor(scope), 'answers.jsonl').fsPath;
  }

  /** Where it lies, with what belongs to it. */
  folderFor(scope: vscode.Uri): vscode.Uri {
    const folder = vscode.workspace.getWorkspaceFolder(scope) ?? vscode.workspace.workspaceFolders?.[0];
    const home = folder === undefined ? this.globalStorage : vscode.Uri.joinPath(folder.uri, '.conll-distill');
    return vscode.Uri.joinPath(home, 'annotations');
  }

  for(scope: vscode.Uri): AnswerIndex {
    const file = this.fileFor(scope);
    const known = this.#indexes.get(file) ?? new AnswerIndex(file);
    this.#indexes.set(file, known);
    return known;
  }
}
