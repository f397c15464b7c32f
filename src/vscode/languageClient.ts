import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CONLL_LANGUAGE } from './languageId';

/**
 * Starts the language server (`dist/server.js`, beside this bundle) in its own process. When it cannot start, everything
 * else goes on working without it.
 */
export async function startLanguageClient(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const client = new LanguageClient(
    'conllDistill.languageServer',
    'CoNLL Language Server',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [{ language: CONLL_LANGUAGE }],
      connectionOptions: { maxRestartCount: 2 },
      initializationFailedHandler: () => false,
    },
  );
  context.subscriptions.push(client);
  // The client itself shows why it could not start, with a button that opens the server's output.
  await client.start().catch(() => undefined);
}
