import * as vscode from 'vscode';
import type { CellEdit, TextEdit } from '../../dataset';

/**
 * Writes edits of one document as one step of its undo history. They must stem from the text as it stands now: there
 * is no await between reading `document` and asking VS Code, which itself refuses (false) when the editor is ahead of
 * this process.
 */
export function applyTagEdits(document: vscode.TextDocument, edits: readonly TextEdit[]): Thenable<boolean> {
  return apply(
    document,
    edits.map(({ start, end, newText }) =>
      vscode.TextEdit.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), newText),
    ),
  );
}

/** The same of edits of a LiveDocument, whose places count from the beginning of their line. */
export function applyLiveEdits(document: vscode.TextDocument, edits: readonly CellEdit[]): Thenable<boolean> {
  return apply(
    document,
    edits.map(({ line, start, end, newText }) =>
      vscode.TextEdit.replace(new vscode.Range(line, start, line, end), newText),
    ),
  );
}

/** For the user, when an edit was refused: VS Code does not tell extensions why, nor of editors that are read-only for the session. */
export function notEdited(): string {
  return vscode.l10n.t(
    'The file could not be edited. Either it was being changed at the same moment: try again. Or its editor is read-only in this session: run "File: Set Active Editor Writeable in Session".',
  );
}

function apply(document: vscode.TextDocument, edits: vscode.TextEdit[]): Thenable<boolean> {
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, edits);
  return vscode.workspace.applyEdit(change);
}
