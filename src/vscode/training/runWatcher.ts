import path from 'node:path';
import * as vscode from 'vscode';
import { duration } from '../../protocol/duration';
import { isActive, type ShownRun } from '../../protocol/panel';
import { runsFolder } from '../../protocol/runFolder';
import { announceEnd } from './announceEnd';
import { isNews, KnownEnds, RunPace } from './runNews';
import { RunsReader } from './runsReader';

/** Milliseconds between two looks: while a run is at work, and while none is known to be. */
const busy = 1000;
const idle = 5000;

/** A workspace folder's runs. */
interface WatchedFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly reader: RunsReader;
  readonly runs: Map<string, ShownRun>;
  readonly ends: KnownEnds;
  /** All runs that were there before have been read. */
  hasBeenRead: boolean;
}

/**
 * Follows the runs of the window's folders, whoever started them and whether or not a panel is open: one item in the status bar
 * while they are at work, one message when one ends.
 */
export class RunWatcher implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('conllDistill.training', vscode.StatusBarAlignment.Left, 20);
  readonly #folders = new Map<string, WatchedFolder>();
  readonly #paces = new Map<string, RunPace>();
  #timer: NodeJS.Timeout | undefined;
  /** One look after another: two at once would each see a part of what has changed. */
  #looks: Promise<void> = Promise.resolve();

  /** @param show opens the panel on a run */
  constructor(private readonly show: (folder: vscode.WorkspaceFolder, run: string) => void) {
    this.#item.name = vscode.l10n.t('CoNLL Training');
    this.#item.command = 'conll.openTrainingPanel';
    // Soon, because what ends before the first look is no news; not at once, because windows have enough to do when they open.
    this.#later(busy);
  }

  /** Looks at once: a run is about to be started here, or has ended. Whatever ends after that is news. */
  wake(): Promise<void> {
    clearTimeout(this.#timer);
    this.#looks = this.#looks.then(() => this.#look());
    return this.#looks;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#item.dispose();
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.wake(), milliseconds);
  }

  async #look(): Promise<void> {
    const active: ShownRun[] = [];
    try {
      const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
      for (const folder of folders) active.push(...(await this.#lookAt(this.#watched(folder))));
    } catch {
      // A folder that cannot be read now, such as a network's, may be there the next time; the panel tells what is wrong.
    }
    this.#showItem(active);
    this.#later(active.length > 0 ? busy : idle);
  }

  #watched(folder: vscode.WorkspaceFolder): WatchedFolder {
    const key = folder.uri.toString();
    const watched = this.#folders.get(key) ?? {
      folder,
      reader: new RunsReader(path.join(folder.uri.fsPath, runsFolder)),
      runs: new Map(),
      ends: new KnownEnds(Date.now()),
      hasBeenRead: false,
    };
    this.#folders.set(key, watched);
    return watched;
  }

  /** @returns the runs at work */
  async #lookAt(watched: WatchedFolder): Promise<readonly ShownRun[]> {
    const { folder, reader, runs } = watched;
    const { changed, removed } = await reader.read();
    for (const name of removed) runs.delete(name);
    for (const run of changed) {
      const isKnown = watched.ends.note(run);
      const news = watched.hasBeenRead && !isKnown && isNews(runs.get(run.name), run);
      runs.set(run.name, run);
      if (!news) continue;
      // A folder may be deleted meanwhile; the end of its run is told all the same.
      const log = await reader
        .reader(run.name)
        .logTail()
        .catch(() => '');
      void announceEnd(run, log).then((open) => open && this.show(folder, run.name));
    }
    watched.hasBeenRead = true;
    return [...runs.values()].filter(({ state }) => isActive(state));
  }

  #showItem(active: readonly ShownRun[]): void {
    const working = active.filter(({ state }) => state !== 'queued');
    const [first] = working;
    if (!first) {
      this.#item.hide();
      return;
    }
    const { t } = vscode.l10n;
    const others = active.length - 1;
    const how = this.#progressOf(first);
    this.#item.text = `$(pulse) ${others > 0 ? t('{0}, {1} more', how, others) : how}`;
    this.#item.tooltip = active.map((run) => `${run.name}: ${this.#progressOf(run)}`).join('\n');
    this.#item.accessibilityInformation = { label: t('CoNLL training: {0}', this.#item.tooltip) };
    this.#item.show();
  }

  #progressOf({ name, state, status, config }: ShownRun): string {
    const { t } = vscode.l10n;
    const [step, steps] = [status?.step ?? 0, status?.steps ?? config?.steps ?? 0];
    if (state === 'queued') return t('queued');
    if (state === 'paused') return t('paused: the disk is full');
    if (state === 'starting' || state === 'preparing' || steps === 0) return t('preparing');
    const pace = this.#paces.get(name) ?? new RunPace();
    this.#paces.set(name, pace);
    const left = pace.secondsLeft(step, steps, Date.now());
    const share = t('{0} %', Math.floor((100 * step) / steps));
    return left === undefined ? share : t('{0}, {1} left', share, duration(left));
  }
}
