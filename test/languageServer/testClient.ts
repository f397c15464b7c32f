import { Duplex } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import {
  CancellationToken,
  type CodeAction,
  CodeActionTriggerKind,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type ServerCapabilities,
  type ShowMessageParams,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver-protocol/node';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { Problem } from '../../src/dataset';
import type { Server } from '../../src/languageServer/feature';
import { serve } from '../../src/languageServer/serve';
import { PROBLEM_CHANGES, type ProblemChanges, type Splice } from '../../src/protocol/languageServer';

/** As a client puts it together. */
export function spliced<Item>(items: readonly Item[], splices: readonly Splice<Item>[]): readonly Item[] {
  return splices.reduce((list, { start, deleted, items: come }) => list.toSpliced(start, deleted, ...come), items);
}

/** A pipe in memory. */
class Pipe extends Duplex {
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.push(chunk);
    done();
  }
}

interface Waiting {
  readonly wanted: (published: PublishDiagnosticsParams) => boolean;
  readonly resolve: (diagnostics: Diagnostic[]) => void;
}

/** An editor with one document, connected to the real language server over streams in memory. */
export class TestClient {
  readonly #connection: ProtocolConnection;
  readonly #server: Server;
  #waiting: Waiting[] = [];
  /** Put together from changes. */
  readonly #byRule = new Map<string, Map<string, readonly Diagnostic[]>>();
  readonly changes: ProblemChanges<Diagnostic>[] = [];
  /** What the server says that it does. */
  capabilities: ServerCapabilities = {};
  /** What it answers when it is asked for the settings of a file. */
  settings: unknown = {};
  /** What the user was told. */
  readonly messages: string[] = [];
  /** What the user was shown of long work. */
  readonly progress: (WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd)[] = [];
  #document: TextDocument;

  /** @param more initialize parameters: folders, options */
  static async open(text: string, uri = 'file:///data/train.conll', more: object = {}): Promise<TestClient> {
    const client = new TestClient(text, uri);
    // As VS Code's client says.
    const workspaceEdit = { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } };
    const initialize = { processId: null, rootUri: null, capabilities: { workspace: { workspaceEdit } }, ...more };
    ({ capabilities: client.capabilities } = await client.#connection.sendRequest<InitializeResult>(
      'initialize',
      initialize,
    ));
    await client.#connection.sendNotification('initialized', {});
    await client.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'conll', version: 1, text },
    });
    return client;
  }

  private constructor(text: string, uri: string) {
    const [toServer, toClient] = [new Pipe(), new Pipe()];
    this.#server = serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)));
    this.#connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.#document = TextDocument.create(uri, 'conll', 1, text);
    this.#connection.onNotification('textDocument/publishDiagnostics', (published: PublishDiagnosticsParams) =>
      this.#hear(published),
    );
    // Only where a test says that it understands them.
    this.#connection.onNotification(PROBLEM_CHANGES, (changes: ProblemChanges<Diagnostic>) => {
      const { uri, version, changed } = changes;
      const byRule = this.#byRule.get(uri) ?? new Map<string, readonly Diagnostic[]>();
      this.#byRule.set(uri, byRule);
      this.changes.push(changes);
      for (const { code, splices } of changed) byRule.set(code, spliced(byRule.get(code) ?? [], splices));
      this.#hear({ uri, ...(version !== undefined && { version }), diagnostics: [...byRule.values()].flat() });
    });
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    this.#connection.onNotification('window/showMessage', ({ message }: ShowMessageParams) => {
      this.messages.push(message);
    });
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
      this.#connection.onProgress(WorkDoneProgress.type, token, (value) => {
        this.progress.push(value);
      });
      return null;
    });
    this.#connection.listen();
  }

  #hear(told: PublishDiagnosticsParams): void {
    const { uri, version } = this.#document;
    if (told.version !== undefined && told.uri === uri && told.version !== version) return;
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ wanted }) => !wanted(told));
    for (const { resolve } of waiting.filter(({ wanted }) => wanted(told))) resolve(told.diagnostics);
  }

  get text(): string {
    return this.#document.getText();
  }

  /** What the server says of the document as it stands. */
  diagnostics(): Promise<Diagnostic[]> {
    return this.diagnosticsWhen(() => true);
  }

  /** The same, as soon as it says something that is waited for. */
  diagnosticsWhen(wanted: (diagnostics: readonly Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    const { uri } = this.#document;
    return this.#wait((published) => published.uri === uri && wanted(published.diagnostics));
  }

  /** What the server says of another file. */
  diagnosticsOf(name: string): Promise<Diagnostic[]> {
    return this.#wait(({ uri }) => uri.endsWith(`/${name}`));
  }

  #wait(wanted: Waiting['wanted']): Promise<Diagnostic[]> {
    return new Promise((resolve) => this.#waiting.push({ wanted, resolve }));
  }

  /** The document as the server has it, when it has heard of all changes. */
  async serverText(): Promise<string | undefined> {
    await this.request('foldingRange');
    return this.#server.documents.get(this.#document.uri)?.live.text;
  }

  /** What the server knows to be wrong with the document as it stands. */
  async problems(): Promise<Problem[]> {
    await this.request('foldingRange');
    const document = this.#server.documents.get(this.#document.uri);
    if (!document) throw new Error('the server has no such document');
    return [...(await this.#server.diagnostics.current(document)).allProblems()].flat();
  }

  /** @param settings null from editors that are to be asked */
  configure(settings: unknown): Promise<void> {
    return this.#connection.sendNotification('workspace/didChangeConfiguration', { settings });
  }

  changedOnDisk(uri: string): Promise<void> {
    return this.#connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  }

  /** Types into the document, telling the server only what changes. */
  async change(...changes: TextDocumentContentChangeEvent[]): Promise<void> {
    const { uri, version } = this.#document;
    this.#document = TextDocument.update(this.#document, changes, version + 1);
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: version + 1 },
      contentChanges: changes,
    });
  }

  codeActions(diagnostics: readonly Diagnostic[]): Promise<CodeAction[]> {
    const { uri, lineCount } = this.#document;
    const range = { start: { line: 0, character: 0 }, end: { line: lineCount, character: 0 } };
    return this.#connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics, triggerKind: CodeActionTriggerKind.Automatic },
    });
  }

  async openAnother(uri: string, text: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'conll', version: 1, text },
    });
  }

  /** What choosing an action brings: those that come without their edits are asked for them. */
  resolve(action: CodeAction | undefined): Promise<CodeAction> {
    if (!action) throw new Error('there is no such action');
    return this.#connection.sendRequest('codeAction/resolve', action);
  }

  /** Asks about the document. @param parameters besides the document's */
  request<Result>(method: string, parameters: object = {}, cancelled = CancellationToken.None): Promise<Result> {
    const all = { textDocument: { uri: this.#document.uri }, ...parameters };
    return this.#connection.sendRequest(`textDocument/${method}`, all, cancelled);
  }

  /** What an editor shows at a place when asked for actions of a kind, with the edits of those that are resolved when chosen. */
  async actionsAt(range: Range, kind: string): Promise<CodeAction[]> {
    const context = { diagnostics: [], only: [kind] };
    const actions = await this.request<CodeAction[]>('codeAction', { range, context });
    return Promise.all(
      actions.map((action) =>
        action.edit ? action : this.#connection.sendRequest<CodeAction>('codeAction/resolve', action),
      ),
    );
  }

  /** Applies an action's edits, as an editor does, when they are for the version that is open. */
  async apply(action: CodeAction | undefined): Promise<void> {
    for (const change of action?.edit?.documentChanges ?? []) {
      if (!('edits' in change)) throw new Error('only text edits are expected');
      if (change.textDocument.version !== this.#document.version) throw new Error('the edit is of another version');
      const edits = change.edits.flatMap((edit) => ('newText' in edit ? [edit] : []));
      await this.change({ text: TextDocument.applyEdits(this.#document, edits) });
    }
  }

  async close(): Promise<void> {
    await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.#document.uri } });
    await this.#connection.sendRequest('shutdown');
    this.#connection.dispose();
  }
}
