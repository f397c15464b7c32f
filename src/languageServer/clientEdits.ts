import type { ClientCapabilities, TextEdit, WorkspaceEdit } from 'vscode-languageserver';

/**
 * Puts workspace edits as the editor can apply them: the protocol forbids `documentChanges` and `changeAnnotations` where a client does not
 * say that it has them, and such a client may refuse the edit or do nothing.
 */
export class ClientEdits {
  #documentChanges = false;
  #annotations = false;

  /** @param workspace what the client says that it can do */
  begin({ workspace }: ClientCapabilities): void {
    this.#documentChanges = workspace?.workspaceEdit?.documentChanges === true;
    this.#annotations = this.#documentChanges && workspace?.workspaceEdit?.changeAnnotationSupport !== undefined;
  }

  /** @param edit of texts only, each document's once, with all that the protocol has for it */
  of(edit: WorkspaceEdit): WorkspaceEdit {
    if (this.#annotations) return edit;
    const documentChanges = (edit.documentChanges ?? []).flatMap((change) =>
      'edits' in change ? [{ textDocument: change.textDocument, edits: change.edits.flatMap(plain) }] : [],
    );
    if (this.#documentChanges) return { documentChanges };
    return { changes: Object.fromEntries(documentChanges.map(({ textDocument, edits }) => [textDocument.uri, edits])) };
  }
}

function plain(edit: object): TextEdit[] {
  return isTextEdit(edit) ? [{ range: edit.range, newText: edit.newText }] : [];
}

function isTextEdit(edit: object): edit is TextEdit {
  return 'range' in edit && 'newText' in edit;
}
