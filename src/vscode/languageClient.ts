import * as vscode from 'vscode';
import {
  type ConfigurationParams,
  LanguageClient,
  type StaticFeature,
  TransportKind,
} from 'vscode-languageclient/node';
import { SERVER_FLAGS } from '../protocol/languageServer';
import { CONLL_LANGUAGE } from './languageId';
import { lateOpening } from './lateOpening';
import { renameInSettingsToo } from './renameInSettings';
import { entityTypesAreSet } from './settings';
import { showProblems } from './showProblems';

/**
 * Starts the language server (`dist/server.js`, beside this bundle) in its own process. When it cannot start, everything
 * else goes on working without it.
 */
export async function startLanguageClient(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const client = new LanguageClient(
    'conllDistill.languageServer',
    'CoNLL Language Server',
    { module, transport: TransportKind.ipc, options: { execArgv: [...SERVER_FLAGS] } },
    {
      documentSelector: [{ language: CONLL_LANGUAGE }],
      initializationOptions: { renamesInSettings: true, problemChanges: true },
      connectionOptions: { maxRestartCount: 2 },
      initializationFailedHandler: () => false,
      middleware: {
        ...lateOpening(),
        provideRenameEdits: renameInSettingsToo,
        workspace: {
          configuration: async (parameters, token, next) => {
            const values = await next(parameters, token);
            return Array.isArray(values) ? values.map((value, index) => asSet(value, parameters, index)) : values;
          },
        },
      },
    },
  );
  client.registerFeature(coloursAreGivenHere);
  context.subscriptions.push(client, showProblems(client));
  // The client itself shows why it could not start, with a button that opens the server's output.
  await client.start().catch(() => undefined);
}

/** The extension colours documents itself: see editor/semanticColours.ts. */
const coloursAreGivenHere: StaticFeature = {
  preInitialize(capabilities) {
    delete capabilities.semanticTokensProvider;
  },
  fillClientCapabilities() {},
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

/** The entity types are no type set as long as the user has set none: the default is there for prompts. */
function asSet(value: unknown, { items }: ConfigurationParams, index: number): unknown {
  const { scopeUri, section } = items[index] ?? {};
  if (section !== 'conllDistill' || typeof value !== 'object' || value === null) return value;
  if (entityTypesAreSet(scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri))) return value;
  return { ...value, entityTypes: undefined };
}
