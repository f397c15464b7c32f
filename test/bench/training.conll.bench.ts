import { hasConll, readConll, withoutConll, writeForPeer } from './conll';
import { median, round } from './interleave';
import { peers, peerWorker } from './peers';
import type { BenchResult } from './result';
import { ourWorker, Worker } from './worker';

const sentencesATurn = 640;
const turns = 4;
const cores = [0, 1];

/**
 * Sentences/s of training on CoNLL-2003 at batch 32 with the embedded student, in turns with Hugging Face's Trainer on the same sentences; its
 * word pieces are made before the time is taken, ours while it is.
 */
export default async function* trainingConll(): AsyncGenerator<BenchResult> {
  if (!hasConll) return console.error(`training.conll.sentences is left out: ${withoutConll}`);
  const data = await readConll();
  const { python, reason } = peers();
  if (python === undefined) console.error(`The ratio to Hugging Face's Trainer is left out: ${reason}`);
  const ours = new Worker(ourWorker('conll'), cores);
  const theirs = python
    ? new Worker(peerWorker(python, 'trainer.py', await writeForPeer(data), String(cores.length)), cores)
    : undefined;
  const rates = { ours: [] as number[], theirs: [] as number[] };
  try {
    // The first turn, which allocates, is not counted.
    for (let turn = 0; turn <= turns; turn++) {
      const sentences = Array.from({ length: sentencesATurn }, (_, n) => ((turn * sentencesATurn + n) * 7) % 14_041);
      const own = await ours.ask<{ seconds: number }>({ sentences });
      const other = await theirs?.ask<{ seconds: number }>({ sentences });
      if (turn === 0) continue;
      rates.ours.push(sentencesATurn / own.seconds);
      if (other) rates.theirs.push(sentencesATurn / other.seconds);
    }
  } finally {
    await Promise.all([ours.end(), theirs?.end()]);
  }
  const value = median(rates.ours);
  yield {
    name: 'training.conll.sentences',
    value: round(value),
    unit: 'sentences/s',
    ...(theirs && { peer: 'Hugging Face Trainer', ratio: round(value / median(rates.theirs)) }),
    note: `embedded student, batch 32, ${cores.length} threads`,
  };
}
