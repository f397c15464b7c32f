import { round } from './interleave';
import type { BenchResult } from './result';
import { ourWorker, Worker } from './worker';

interface Memory {
  readonly used: number;
  readonly resident: number;
}

/**
 * How much more memory a tiny model's training has in use after 10,000 steps, once 1,000 have filled what is kept on
 * purpose. Of V8's heap, which it sizes as it likes, what is used counts; of all else, what is resident.
 */
export default async function* trainingLeak(): AsyncGenerator<BenchResult> {
  const worker = new Worker(ourWorker('leak'));
  try {
    const before = await worker.ask<Memory>({ steps: 1000 });
    const after = await worker.ask<Memory>({ steps: 10_000 });
    const note = `resident, with what V8 has in reserve: ${Math.round(before.resident)}, then ${Math.round(after.resident)} MB`;
    yield { name: 'training.leak', value: round(after.used - before.used), unit: 'MB', note };
  } finally {
    await worker.end();
  }
}
