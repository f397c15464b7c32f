import { Duplex } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import {
  type CodeAction,
  CodeActionTriggerKind,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { serve } from '../../src/languageServer/serve';

/** A pipe in memory. */
class Pipe extends Duplex {
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.push(chunk);
    done();
  }
}

/** An editor with one document, connected to the real language server over streams in memory. */
export class TestClient {
  readonly #connection: ProtocolConnection;
  readonly #waiting: ((diagnostics: PublishDiagnosticsParams) => void)[] = [];
  #document: TextDocument;

  /** @param more initialize parameters: folders, options */
  static async open(text: string, uri = 'file:///data/train.conll', more: object = {}): Promise<TestClient> {
    const client = new TestClient(text, uri);
    await client.#connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {}, ...more });
    await client.#connection.sendNotification('initialized', {});
    await client.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'conll', version: 1, text },
    });
    return client;
  }

  private constructor(text: string, uri: string) {
    const [toServer, toClient] = [new Pipe(), new Pipe()];
    serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)));
    this.#connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.#document = TextDocument.create(uri, 'conll', 1, text);
    this.#connection.onNotification('textDocument/publishDiagnostics', (published: PublishDiagnosticsParams) => {
      if (published.version !== undefined && published.version !== this.#document.version) return;
      for (const resolve of this.#waiting.splice(0)) resolve(published);
    });
    this.#connection.listen();
  }

  get text(): string {
    return this.#document.getText();
  }

  /** What the server says of the document as it stands. */
  diagnostics(): Promise<Diagnostic[]> {
    return new Promise((resolve) => this.#waiting.push(({ diagnostics }) => resolve(diagnostics)));
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
  request<Result>(method: string, parameters: object = {}): Promise<Result> {
    return this.#connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: this.#document.uri },
      ...parameters,
    });
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
