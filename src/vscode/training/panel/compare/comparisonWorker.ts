/** A thread that compares runs: ten thousand resamples for each comparison are too long for the extension's host to wait. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ComparisonTask, compareRunFolders } from './compareRunFolders';

async function work(task: ComparisonTask): Promise<void> {
  for await (const news of compareRunFolders(task)) parentPort?.postMessage(news);
}

// Both ends are bundles of one build, so the data has its type; what is thrown reaches the host as the worker's error.
void work(workerData as ComparisonTask);
