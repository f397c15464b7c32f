import * as vscode from 'vscode';

/** The selections that this side gave a text editor: when the editor tells of them, the user has not moved. */
export class OwnSelections {
  /** Given, oldest first, and not told of yet. */
  #expected: vscode.Selection[] = [];
  #current: vscode.Selection | undefined;

  give(editor: vscode.TextEditor, selection: vscode.Selection): void {
    // Of what is so already nothing is told.
    if (editor.selection.isEqual(selection)) return;
    this.#expected.push(selection);
    editor.selection = selection;
  }

  /** Whether what an editor tells of is of this side's making. */
  has({ selections: [selection], kind }: vscode.TextEditorSelectionChangeEvent): boolean {
    if (!selection) return false;
    const at = this.#expected.findIndex((each) => each.isEqual(selection));
    if (at >= 0) {
      this.#current = this.#expected[at];
      // Of those before it nothing will be told any more.
      this.#expected.splice(0, at + 1);
      return true;
    }
    if (this.#current?.isEqual(selection)) return true;
    const isUsers =
      kind === vscode.TextEditorSelectionChangeKind.Mouse || kind === vscode.TextEditorSelectionChangeKind.Keyboard;
    // Edits of its lines push its ends about.
    if (!isUsers && this.#current && hasSameLines(this.#current, selection)) return true;
    this.#current = undefined;
    return false;
  }
}

function hasSameLines(a: vscode.Selection, b: vscode.Selection): boolean {
  return a.start.line === b.start.line && a.end.line === b.end.line;
}
