import * as vscode from 'vscode';
import { type Diagnostic, type LanguageClient, State } from 'vscode-languageclient/node';
import { PROBLEM_CHANGES, type ProblemChanges } from '../protocol/languageServer';

/** Shows what the language server finds wrong. Each rule has a collection of its own: VS Code is given again what an edit changes only. */
export function showProblems(client: LanguageClient): vscode.Disposable {
  const byRule = new Map<string, vscode.DiagnosticCollection>();
  const collectionOf = (code: string): vscode.DiagnosticCollection => {
    const collection = byRule.get(code) ?? vscode.languages.createDiagnosticCollection(`conll ${code}`);
    byRule.set(code, collection);
    return collection;
  };
  const change = ({ uri, changed }: ProblemChanges<Diagnostic>): void => {
    const document = client.protocol2CodeConverter.asUri(uri);
    if (!isOnesOwn(document)) return;
    for (const { code, splices } of changed) {
      const collection = collectionOf(code);
      const shown = [...(collection.get(document) ?? [])];
      for (const { start, deleted, items } of splices)
        shown.splice(start, deleted, ...items.map((item) => client.protocol2CodeConverter.asDiagnostic(item)));
      collection.set(document, shown);
    }
  };
  const clear = (): void => {
    for (const collection of byRule.values()) collection.clear();
  };
  return vscode.Disposable.from(
    client.onNotification(PROBLEM_CHANGES, change),
    // A server that starts again tells everything anew.
    client.onDidChangeState(({ newState }) => newState !== State.Running && clear()),
    { dispose: () => vscode.Disposable.from(...byRule.values()).dispose() },
  );
}

/** What is wrong with an older version, as in a diff, is nobody's to mend. */
function isOnesOwn({ scheme }: vscode.Uri): boolean {
  return scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
