import path from 'node:path';
import { type HostToPanel, isActive } from '../../protocol/panel';
import { runFiles } from '../../protocol/runFolder';
import { MetricsFollower } from './metricsFollower';
import { RunsReader } from './runsReader';

/** Between two looks at the folders. Looking beats being told: it works on network file systems too. */
const interval = 500;

/** A run that is told in full. */
interface Followed {
  readonly run: string;
  readonly metrics: MetricsFollower;
  /** As last told. */
  log?: string;
  /** Nothing of it was told yet. */
  fresh: boolean;
}

/** Tells a page about the runs of a folder for as long as it is seen: all of them shortly, the shown one in full. */
export class RunFeed {
  readonly #reader: RunsReader;
  #shown: Followed | undefined;
  /** The page knows whether there are runs at all. */
  #told = false;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(
    readonly runsFolder: string,
    private readonly post: (message: HostToPanel) => void,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#reader = new RunsReader(runsFolder);
  }

  /**
   * Tells everything from the beginning: the page was loaded anew.
   * @param remembered the run that the page showed before; what was chosen here meanwhile comes first
   */
  restart(remembered?: string): void {
    this.#reader.forgetTold();
    this.#told = false;
    const run = this.#shown?.run ?? remembered;
    if (run !== undefined) this.show(run);
    this.resume();
  }

  resume(): void {
    this.#timer ??= setInterval(() => void this.look(), interval);
    void this.look();
  }

  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Has the page show a run. Until one is chosen it is the latest. */
  show(run: string): void {
    this.post({ type: 'show', run });
    this.follow(run);
  }

  /** Tells in full the run that the page shows. */
  follow(run: string): void {
    this.#shown = this.#followed(run);
    void this.look();
  }

  /** Looks now, and tells what is new. A look that is under way is waited for first. */
  async look(): Promise<void> {
    while (this.#looking) await this.#looking;
    this.#looking = this.#look().catch(this.onError);
    await this.#looking;
    this.#looking = undefined;
  }

  dispose(): void {
    this.pause();
  }

  #followed(run: string): Followed {
    return { run, metrics: new MetricsFollower(path.join(this.runsFolder, run, runFiles.metrics)), fresh: true };
  }

  async #look(): Promise<void> {
    const asked = this.#shown;
    const news = await this.#reader.read();
    if (!this.#told || news.changed.length > 0 || news.removed.length > 0) this.post({ type: 'runs', ...news });
    this.#told = true;
    // A run that was chosen while the folders were read may be newer than what was read.
    if (asked && asked === this.#shown && !this.#reader.has(asked.run)) this.#shown = undefined;
    const latest = [...news.changed].sort((a, b) => b.created - a.created)[0];
    if (!this.#shown && latest) {
      this.post({ type: 'show', run: latest.name });
      this.#shown = this.#followed(latest.name);
    }
    const shown = this.#shown;
    if (!shown) return;
    const { restart, lines } = await shown.metrics.read();
    if (restart || shown.fresh || lines.length > 0) {
      this.post({ type: 'metrics', run: shown.run, restart: restart || shown.fresh, lines });
    }
    shown.fresh = false;
    const run = news.changed.find(({ name }) => name === shown.run);
    if (shown.log !== undefined && (!run || isActive(run.state))) return;
    shown.log = await this.#reader.reader(shown.run).logTail();
    this.post({ type: 'log', run: shown.run, text: shown.log });
  }
}
