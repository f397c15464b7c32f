import { round } from './interleave';
import type { BenchResult } from './result';
import { ourWorker, Worker } from './worker';

/** How much a tiny model's resident memory grows over 10,000 steps, after 1,000 that fill what is kept on purpose. */
export default async function* trainingLeak(): AsyncGenerator<BenchResult> {
  const worker = new Worker(ourWorker('leak'));
  try {
    const before = await worker.ask<{ resident: number }>({ steps: 1000 });
    const after = await worker.ask<{ resident: number }>({ steps: 10_000 });
    const value = round(after.resident - before.resident);
    yield { name: 'training.leak', value, unit: 'MB', note: `from ${Math.round(before.resident)} MB` };
  } finally {
    await worker.end();
  }
}
