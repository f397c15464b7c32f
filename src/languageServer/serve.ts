import { type Connection, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver';
import { codeActions } from './codeActions';
import { Diagnostics } from './diagnostics';
import type { Feature, Server } from './feature';
import { openDocuments } from './openDocument';

const features: readonly Feature[] = [codeActions];

/** Wires the language server's features to a connection and listens. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(openDocuments);
  const diagnostics = new Diagnostics((parameters) => void connection.sendDiagnostics(parameters));
  const server: Server = { connection, documents, diagnostics };
  const capabilities = features.map((feature) => feature(server));

  connection.onInitialize(() => ({
    capabilities: Object.assign(
      { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } },
      ...capabilities,
    ),
    serverInfo: { name: 'CoNLL Language Server' },
  }));
  connection.onShutdown(() => diagnostics.dispose());
  documents.onDidChangeContent(({ document }) => diagnostics.schedule(document));
  documents.onDidClose(({ document }) => diagnostics.clear(document.uri));
  documents.listen(connection);
  connection.listen();
}
