import * as vscode from 'vscode';
import type { TextEdit } from '../../dataset';

/**
 * Writes edits of one document as one step of its undo history. They must stem from the text as it stands now: there
 * is no await between reading `document` and asking VS Code, which itself refuses (false) when the editor is ahead of
 * this process.
 */
export function applyTagEdits(document: vscode.TextDocument, edits: readonly TextEdit[]): Thenable<boolean> {
  const change = new vscode.WorkspaceEdit();
  change.set(
    document.uri,
    edits.map(({ start, end, newText }) =>
      vscode.TextEdit.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), newText),
    ),
  );
  return vscode.workspace.applyEdit(change);
}
