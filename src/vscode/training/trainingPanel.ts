import path from 'node:path';
import * as vscode from 'vscode';
import type { HostToPanel, PanelToHost, RunSetup } from '../../protocol/panel';
import type { RunConfig } from '../../protocol/run';
import { DEFAULT_RUN, runName } from '../../protocol/runDefaults';
import { runFiles, runsFolder } from '../../protocol/runFolder';
import { pageFolder, webviewPage } from '../webviewPage';
import { chosenDevice } from './chooseDevice';
import { findDataFiles } from './dataFileSearch';
import { inferTogether } from './inferTogether';
import type { TrainerLauncher } from './launcher';
import { parseRequest } from './panelRequests';
import { PathInspector } from './pathFacts';
import { pickPaths } from './pickPaths';
import { RunFeed } from './runFeed';

export interface PanelServices {
  readonly extensionUri: vscode.Uri;
  readonly launcher: TrainerLauncher;
  /** The folder of the student that comes with the extension. */
  readonly model: string;
}

/** The host's side of one panel: it reads run folders for the page and does what the page asks for. */
export class TrainingPanel implements vscode.Disposable {
  readonly #feed: RunFeed;
  readonly #inspector: PathInspector;
  readonly #disposables: vscode.Disposable[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    readonly folder: vscode.WorkspaceFolder,
    private readonly services: PanelServices,
  ) {
    this.#inspector = new PathInspector(folder.uri.fsPath);
    const runs = path.join(folder.uri.fsPath, runsFolder);
    this.#feed = new RunFeed(
      runs,
      (message) => this.#post(message),
      (error) => this.#post({ type: 'refused', message: messageOf(error) }),
    );
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
    if (run !== undefined) this.#feed.show(run);
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
      await this.#do(request);
    } catch (error) {
      const run = request && 'run' in request ? request.run : undefined;
      this.#post({ type: 'refused', message: messageOf(error), ...(run === undefined ? {} : { run }) });
    }
  }

  async #do(request: PanelToHost): Promise<void> {
    const { launcher } = this.services;
    switch (request.type) {
      case 'ready':
        return this.#introduce(request.shown);
      case 'describe': {
        const facts = await Promise.all(request.paths.map((file) => this.#inspector.facts(file)));
        return this.#post({ type: 'facts', facts });
      }
      case 'pick': {
        const paths = await pickPaths(request.role, this.folder);
        return this.#post({ type: 'picked', role: request.role, paths });
      }
      case 'start': {
        const { name } = await launcher.start(wholeConfig(request.setup), this.#feed.runsFolder);
        return this.#feed.show(name);
      }
      case 'stop':
        return launcher.stop(this.#folderOf(request.run));
      case 'resume':
        await launcher.resume(this.#folderOf(request.run));
        return;
      case 'show':
        return this.#feed.follow(request.run);
      case 'open': {
        const file = path.join(this.#folderOf(request.run), runFiles[request.file]);
        await vscode.window.showTextDocument(vscode.Uri.file(file), { viewColumn: vscode.ViewColumn.Beside });
      }
    }
  }

  /** Tells a page that knows nothing what there is. */
  async #introduce(remembered: string | undefined): Promise<void> {
    this.#feed.restart(remembered);
    const editor = vscode.window.activeTextEditor?.document.uri;
    const beside = editor?.scheme === 'file' ? path.dirname(editor.fsPath) : undefined;
    this.#post({
      type: 'setup',
      folder: this.folder.uri.toString(),
      embeddedStudent: this.services.model,
      device: chosenDevice(),
      files: inferTogether(await findDataFiles(this.folder), beside),
    });
  }

  #folderOf(run: string): string {
    return path.join(this.#feed.runsFolder, run);
  }
}

function wholeConfig(setup: RunSetup): RunConfig {
  return { ...DEFAULT_RUN, ...setup, version: 1, name: runName(setup.blend.name, new Date()) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
