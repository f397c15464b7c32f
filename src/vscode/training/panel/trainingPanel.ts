import path from 'node:path';
import * as vscode from 'vscode';
import type { HostToPanel, PanelTab, PanelToHost } from '../../../protocol/panel';
import { runsFolder } from '../../../protocol/runFolder';
import { pageFolder, webviewPage } from '../../webviewPage';
import { compareHandlers, introduceCompare } from './compare/compareHandlers';
import { evaluateHandlers } from './evaluate/evaluateHandlers';
import { exportHandlers } from './exports/exportHandlers';
import type { Handlers } from './handlers';
import type { PanelContext, PanelServices } from './panelContext';
import { parseRequest } from './requests';
import { introduceSetUp, setUpHandlers } from './setUp/setUpHandlers';
import { RunFeed } from './watch/runFeed';
import { watchHandlers } from './watch/watchHandlers';

/** The host's side of one panel: it reads run folders for the page and does what the page asks for. */
export class TrainingPanel implements vscode.Disposable {
  readonly #feed: RunFeed;
  readonly #handlers: Handlers<PanelToHost>;
  readonly #disposables: { dispose(): unknown }[] = [];
  /** Told once the page can hear. */
  #waiting: HostToPanel[] | undefined = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    readonly folder: vscode.WorkspaceFolder,
    services: PanelServices,
  ) {
    this.#feed = new RunFeed(
      path.join(folder.uri.fsPath, runsFolder),
      (message) => this.#post(message),
      (error) => this.#post({ type: 'refused', message: messageOf(error) }),
    );
    const context: PanelContext = {
      folder,
      services,
      feed: this.#feed,
      post: (message) => this.#post(message),
      beside: () => (panel.viewColumn ?? vscode.ViewColumn.One) + 1,
      disposables: this.#disposables,
    };
    this.#handlers = {
      ready: () => this.#introduce(context),
      ...setUpHandlers(context),
      ...watchHandlers(context),
      ...compareHandlers(context),
      ...evaluateHandlers(context),
      ...exportHandlers(context),
    };
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(services.extensionUri, ...pageFolder)],
    };
    this.#disposables.push(
      webview.onDidReceiveMessage((message: unknown) => void this.#answer(message)),
      panel.onDidChangeViewState(() => (panel.visible ? this.#feed.resume() : this.#feed.pause())),
      panel.onDidDispose(() => this.dispose()),
    );
    webview.html = webviewPage(webview, services.extensionUri, 'trainingPanel', 'CoNLL Training');
  }

  /** Brings the panel to the front, with a run when one is given. */
  reveal(run?: string): void {
    this.panel.reveal();
    if (run === undefined) return;
    this.tell({ type: 'show', run });
    this.show('watch');
  }

  /** Brings a view to the front. */
  show(tab: PanelTab): void {
    this.tell({ type: 'tab', tab });
  }

  /** Tells the page something, once it can hear. */
  tell(message: HostToPanel): void {
    if (this.#waiting) this.#waiting.push(message);
    else this.#post(message);
  }

  onDidDispose(listener: () => void): void {
    this.#disposables.push(this.panel.onDidDispose(listener));
  }

  dispose(): void {
    this.#feed.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #post(message: HostToPanel): void {
    void this.panel.webview.postMessage(message);
  }

  async #answer(message: unknown): Promise<void> {
    let request: PanelToHost | undefined;
    try {
      request = parseRequest(message);
      const handle: (request: never) => unknown = this.#handlers[request.type];
      await handle(request as never);
    } catch (error) {
      const run = request && 'run' in request ? request.run : undefined;
      this.#post({ type: 'refused', message: messageOf(error), ...(run === undefined ? {} : { run }) });
    }
  }

  /** Tells a page that knows nothing what there is. */
  async #introduce(context: PanelContext): Promise<void> {
    this.#feed.restart();
    try {
      this.#post(await introduceSetUp(context));
      await introduceCompare(context);
    } finally {
      for (const message of this.#waiting ?? []) this.#post(message);
      this.#waiting = undefined;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
