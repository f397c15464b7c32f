import { type Connection, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { quickFixes } from './codeActions';
import { Diagnostics } from './diagnostics';

/** Wires the language server's features to a connection and listens. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const diagnostics = new Diagnostics((parameters) => void connection.sendDiagnostics(parameters));

  connection.onInitialize(() => ({
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: { codeActionKinds: ['quickfix'] },
    },
    serverInfo: { name: 'CoNLL Language Server' },
  }));
  connection.onCodeAction(({ textDocument, context }) => {
    const document = documents.get(textDocument.uri);
    return document ? quickFixes(document, diagnostics.problems(document), context.diagnostics) : [];
  });
  connection.onShutdown(() => diagnostics.dispose());
  documents.onDidChangeContent(({ document }) => diagnostics.schedule(document));
  documents.onDidClose(({ document }) => diagnostics.clear(document.uri));
  documents.listen(connection);
  connection.listen();
}
