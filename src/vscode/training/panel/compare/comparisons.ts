import { Worker } from 'node:worker_threads';
import type { ComparisonNews, HostToPanel } from '../../../../protocol/panel';
import type { ComparisonTask } from './compareRunFolders';

/** Compares runs in a thread of its own, one comparison at a time: the latest that was asked for. */
export class Comparisons {
  #worker: Worker | undefined;

  constructor(
    private readonly bundle: string,
    private readonly post: (message: HostToPanel) => void,
  ) {}

  start(key: string, task: ComparisonTask): void {
    this.dispose();
    const worker = new Worker(this.bundle, { workerData: task });
    this.#worker = worker;
    worker.on('message', (news: ComparisonNews) => this.post({ type: 'comparison', key, news }));
    worker.on('error', ({ message }) => this.post({ type: 'notCompared', key, message }));
  }

  dispose(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}
