import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CONLL_LANGUAGE } from './languageId';

/**
 * Starts the language server (`dist/server.js`, beside this bundle) in its own process. When it cannot start, the user
 * is told once and everything else goes on working.
 */
export async function startLanguageClient(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const client = new LanguageClient(
    'conllDistill.languageServer',
    'CoNLL Language Server',
    { module, transport: TransportKind.ipc },
    { documentSelector: [{ language: CONLL_LANGUAGE }] },
  );
  context.subscriptions.push(client);
  try {
    await client.start();
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The CoNLL language server did not start, so mistakes in files are not underlined: {0}',
        error instanceof Error ? error.message : String(error),
      ),
    );
  }
}
