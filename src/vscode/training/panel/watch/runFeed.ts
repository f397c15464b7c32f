import path from 'node:path';
import type { HostToPanel, ShownRun } from '../../../../protocol/panel';
import { runFiles } from '../../../../protocol/runFolder';
import { RunsReader } from '../../runsReader';
import { MetricsFollower } from './metricsFollower';

/** Between two looks at the folders. Looking beats being told: it works on network file systems too. */
const interval = 500;

/** A run that is told in full. */
interface Followed {
  readonly run: string;
  readonly metrics: MetricsFollower;
  /** As last told. */
  log?: string;
  damaged: number;
  /** Nothing of it was told yet. */
  fresh: boolean;
}

/** Tells a page about the runs of a folder for as long as it is seen: all of them shortly, the watched ones in full. */
export class RunFeed {
  readonly #reader: RunsReader;
  /** The first one with its log. */
  #watched: readonly Followed[] = [];
  /** The page knows of no run: the next look tells all. A look that is under way tells of changes alone. */
  #anew = true;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(
    readonly runsFolder: string,
    private readonly post: (message: HostToPanel) => void,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#reader = new RunsReader(runsFolder);
  }

  /** Tells everything from the beginning: the page was loaded anew. */
  restart(): void {
    this.#anew = true;
    this.#watched = [];
    this.resume();
  }

  resume(): void {
    // Folders that take long to be read are not looked at all the more often.
    this.#timer ??= setInterval(() => void (this.#looking ?? this.look()), interval);
    void this.look();
  }

  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Tells these runs in full from now on, and no others. */
  async follow(runs: readonly string[]): Promise<void> {
    this.#watched = runs.map(
      (run) =>
        this.#watched.find((followed) => followed.run === run) ?? {
          run,
          metrics: new MetricsFollower(path.join(this.runsFolder, run, runFiles.metrics)),
          damaged: 0,
          fresh: true,
        },
    );
    await this.look();
  }

  /** Looks now, and tells what is new. A look that is under way is waited for first. */
  async look(): Promise<void> {
    while (this.#looking) await this.#looking;
    this.#looking = this.#look().catch(this.onError);
    await this.#looking;
    this.#looking = undefined;
  }

  /** Does something to the run folders between two looks, so that none sees half of it. */
  async between<T>(action: () => Promise<T>): Promise<T> {
    while (this.#looking) await this.#looking;
    const done = action();
    this.#looking = done.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await done;
    } finally {
      this.#looking = undefined;
    }
  }

  dispose(): void {
    this.pause();
  }

  async #look(): Promise<void> {
    const all = this.#anew;
    if (all) this.#reader.forgetTold();
    const { changed, removed } = await this.#reader.read();
    if (all) {
      this.post({ type: 'runs', all, changed, removed: [] });
      this.#anew = false;
    } else if (changed.length > 0 || removed.length > 0) this.post({ type: 'runs', changed, removed });
    const watched = this.#watched;
    for (const followed of watched) await this.#tellMetrics(followed);
    const [first] = watched;
    if (first) await this.#tellLog(first, changed);
  }

  async #tellMetrics(followed: Followed): Promise<void> {
    const { run, metrics } = followed;
    const { restart, lines, damaged } = await metrics.read();
    if (!restart && !followed.fresh && lines.length === 0 && damaged === followed.damaged) return;
    this.post({ type: 'metrics', run, restart: restart || followed.fresh, lines, damaged });
    followed.fresh = false;
    followed.damaged = damaged;
  }

  /** A trainer that prints also writes its status: a log does not grow without. */
  async #tellLog(followed: Followed, changed: readonly ShownRun[]): Promise<void> {
    const { run, log } = followed;
    if (log !== undefined && !changed.some(({ name }) => name === run)) return;
    const text = await this.#reader.reader(run).logTail();
    if (text === log) return;
    followed.log = text;
    this.post({ type: 'log', run, text });
  }
}
