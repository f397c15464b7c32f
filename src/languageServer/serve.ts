import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { CONLL_EXTENSIONS, TYPE_SET_FILES } from '../dataset';
import { clientAbilities } from './clientAbilities';
import { ClientEdits } from './clientEdits';
import { codeActions } from './codeActions';
import { completion } from './completion';
import type { Feature, Server } from './feature';
import { folding } from './folding';
import { formatting } from './formatting';
import { hover } from './hover';
import { Diagnostics } from './lint/diagnostics';
import { openDocuments } from './openDocument';
import { outline } from './outline';
import { highlights, references } from './references';
import { rename } from './rename';
import { selectionRanges } from './selectionRanges';
import { semanticTokens } from './semanticTokens';
import { sentenceHints } from './sentenceHints';
import { Settings } from './settings';
import { TypeSets } from './typeSets';
import { WorkspaceFiles } from './workspaceFiles';

const features: readonly Feature[] = [
  codeActions,
  completion,
  folding,
  formatting,
  highlights,
  hover,
  outline,
  references,
  rename,
  selectionRanges,
  semanticTokens,
  sentenceHints,
];

/** Wires the language server's features to a connection and listens. */
export function serve(connection: Connection): Server {
  const documents = new TextDocuments(openDocuments);
  const workspace = new WorkspaceFiles(documents);
  const settings = new Settings(connection);
  const typeSets = new TypeSets(connection, settings);
  const diagnostics = new Diagnostics({ connection, documents, workspace, settings, typeSets });
  const clientEdits = new ClientEdits();
  const server: Server = { connection, documents, diagnostics, workspace, settings, typeSets, clientEdits };
  const capabilities = features.map((feature) => feature(server));

  connection.onInitialize(({ workspaceFolders, rootUri, capabilities: client, initializationOptions }) => {
    const { renamesInSettings, problemChanges } = clientAbilities(initializationOptions);
    settings.begin(client.workspace?.configuration === true, renamesInSettings, initializationOptions);
    diagnostics.begin(problemChanges);
    clientEdits.begin(client);
    const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    workspace.setFolders(folders);
    connection.onInitialized(() => void followEditor(server, client, folders));
    return {
      capabilities: Object.assign(
        { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } },
        ...capabilities,
      ),
      serverInfo: { name: 'CoNLL Language Server' },
    };
  });
  connection.onShutdown(() => diagnostics.dispose());
  documents.onDidChangeContent(({ document }) => diagnostics.schedule(document));
  documents.onDidClose(({ document }) => {
    diagnostics.clear(document.uri);
    settings.forget(document.uri);
  });
  documents.listen(connection);
  connection.listen();
  return server;
}

/** Hears of settings, folders and files that change, from editors that tell. */
async function followEditor(
  { connection, diagnostics, workspace, settings, typeSets }: Server,
  client: ClientCapabilities,
  folders: readonly string[],
): Promise<void> {
  if (client.workspace?.workspaceFolders) {
    let now = folders;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      now = [...now.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
      workspace.setFolders(now);
    });
  }
  connection.onDidChangeConfiguration((change) => {
    settings.change(change.settings);
    void diagnostics.refresh();
    if (client.workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh();
  });
  connection.onDidChangeWatchedFiles(() => {
    workspace.forgetList();
    typeSets.forget();
    void diagnostics.refresh();
  });
  if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type);
  }
  if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const patterns = [
    ...CONLL_EXTENSIONS.map((extension) => `**/*${extension}`),
    ...TYPE_SET_FILES.map((name) => `**/${name}`),
  ];
  const watchers = patterns.map((globPattern) => ({ globPattern }));
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}
