import type { MetricsLine, RunReport, RunStatus } from '../../protocol/run';
import type { TrainerToHost } from '../../protocol/trainer';
import type { RunStore } from './runStore';

/** The run's status may be this old on disk while it trains. Whoever looks sees by it that the trainer is alive. */
const statusAge = 1000;

/** Tells how a run goes: in its folder, and to a host that listens. */
export class RunProgress {
  readonly #store: RunStore;
  readonly #tell: (message: TrainerToHost) => void;
  #steps = 0;
  #step = 0;
  #device: string | undefined;
  #written = 0;

  constructor(store: RunStore, tell: (message: TrainerToHost) => void) {
    this.#store = store;
    this.#tell = tell;
  }

  /** The step that was last told. */
  get step(): number {
    return this.#step;
  }

  /** How many steps the run will have; known once its config is read. */
  set steps(steps: number) {
    this.#steps = steps;
  }

  set device(device: string) {
    this.#device = device;
  }

  /** Writes a new state, whatever the step. */
  async enter(state: RunStatus['state'], step = this.#step, error?: string): Promise<RunStatus> {
    this.#step = step;
    this.#written = Date.now();
    const status: RunStatus = {
      state,
      step,
      steps: this.#steps,
      pid: process.pid,
      updated: new Date().toISOString(),
      ...(this.#device === undefined ? {} : { device: this.#device }),
      ...(error === undefined ? {} : { error }),
    };
    this.#tell({ type: 'status', status });
    await this.#store.writeStatus(status);
    return status;
  }

  /** A step was made; of many in a second, one is written to the status. */
  async stepped(step: number): Promise<void> {
    this.#step = step;
    if (Date.now() - this.#written >= statusAge) await this.enter('training', step);
  }

  async measured(line: MetricsLine): Promise<void> {
    await this.#store.appendMetrics(line);
    this.#tell({ type: 'metrics', line });
  }

  async reported(report: RunReport): Promise<void> {
    await this.#store.writeReport(report);
    this.#tell({ type: 'report', report });
  }
}
