import { setTimeout as wait } from 'node:timers/promises';
import type { MetricsLine, RunReport, RunStatus } from '../../protocol/run';
import type { TrainerToHost } from '../../protocol/trainer';
import type { RunStore } from './runStore';
import { explainError, isDiskFull } from './systemError';

/** Milliseconds. The status on disk may be this old while steps are made, and while something else takes long. */
const statusAge = 1000;
const heartbeat = 5000;

/** What to do when the disk is full. */
export interface FullDisk {
  /** Aborted: wait no longer. */
  readonly signal: AbortSignal;
  /** Milliseconds until it is tried again. */
  readonly retry: number;
}

/**
 * Tells how a run goes: in its folder, and to a host that listens. The status is written again and again, so that
 * whoever looks sees by its time that the trainer is alive.
 */
export class RunProgress {
  readonly #store: RunStore;
  readonly #tell: (message: TrainerToHost) => void;
  readonly #fullDisk: FullDisk;
  readonly #heart: NodeJS.Timeout;
  /** One write of the status after the other: they share a temporary file. */
  #writing: Promise<unknown> = Promise.resolve();
  #status: Omit<RunStatus, 'updated'> = { state: 'preparing', step: 0, steps: 0, pid: process.pid };
  #written = 0;

  constructor(store: RunStore, tell: (message: TrainerToHost) => void, fullDisk: FullDisk) {
    this.#store = store;
    this.#tell = tell;
    this.#fullDisk = fullDisk;
    this.#heart = setInterval(() => this.#beat(), heartbeat);
    this.#heart.unref();
  }

  /** Nothing is written any more. */
  end(): void {
    clearInterval(this.#heart);
  }

  /** The step that was last told. */
  get step(): number {
    return this.#status.step;
  }

  /** How many steps the run will have; known once its config is read. */
  set steps(steps: number) {
    this.#status = { ...this.#status, steps };
  }

  set device(device: string) {
    this.#status = { ...this.#status, device };
  }

  /** Writes a new state, whatever the step. */
  async enter(state: RunStatus['state'], step = this.step, error?: string): Promise<RunStatus> {
    const { error: _, doing, ...others } = this.#status;
    const still = state === 'preparing' && doing !== undefined;
    this.#status = { ...others, state, step, ...(still && { doing }), ...(error !== undefined && { error }) };
    const status = this.#now();
    this.#tell({ type: 'status', status });
    // A run that fails for want of room cannot wait for it, and one that waits cannot say so there.
    if (state === 'failed' || state === 'paused') await this.#write(status);
    else await this.whenThereIsRoom(() => this.#write(status));
    return status;
  }

  /** Something before the first step has come further; of many a second, one is written to the status. */
  async does(doing: string): Promise<void> {
    this.#status = { ...this.#status, doing };
    if (Date.now() - this.#written >= statusAge) await this.enter('preparing');
  }

  /** A step was made; of many in a second, one is written to the status. */
  async stepped(step: number): Promise<void> {
    this.#status = { ...this.#status, step };
    if (Date.now() - this.#written >= statusAge) await this.enter('training', step);
  }

  async measured(line: MetricsLine): Promise<void> {
    await this.whenThereIsRoom(() => this.#store.appendMetrics(line));
    this.#tell({ type: 'metrics', line });
  }

  async reported(report: RunReport): Promise<void> {
    await this.whenThereIsRoom(() => this.#store.writeReport(report));
    this.#tell({ type: 'report', report });
  }

  /**
   * Writes to the run folder. A full disk pauses the run: it is told, and tried again until there is room.
   * @throws what the write throws otherwise, or when it is not to be waited any longer
   */
  async whenThereIsRoom<T>(write: () => Promise<T>): Promise<T> {
    const { signal, retry } = this.#fullDisk;
    const { state } = this.#status;
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await write();
        if (attempt > 1) await this.enter(state);
        return result;
      } catch (error) {
        if (!isDiskFull(error) || signal.aborted) throw error;
        if (attempt === 1) await this.enter('paused', this.step, explainError(error)).catch(() => undefined);
        await wait(retry, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  #now(): RunStatus {
    return { ...this.#status, updated: new Date().toISOString() };
  }

  #write(status: RunStatus): Promise<void> {
    this.#written = Date.now();
    const written = this.#writing.then(() => this.#store.writeStatus(status));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  /** Best effort: what stands in its way will be told by the run's next write. */
  #beat(): void {
    if (Date.now() - this.#written >= heartbeat) this.#write(this.#now()).catch(() => undefined);
  }
}
