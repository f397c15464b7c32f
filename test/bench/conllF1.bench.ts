import { evaluate } from '../../src/evaluation';
import { epoch, hasConll, readConll, withoutConll, writeForPeer } from './conll';
import { round } from './interleave';
import { peers, peerWorker } from './peers';
import type { BenchResult } from './result';
import { ourWorker, Worker } from './worker';

/** Enough that their mean says something: from seed to seed F1 differs by up to a point. */
const seeds = [1, 2, 3, 4, 5, 11, 12];

/**
 * Dev F1 of the embedded student after one epoch of CoNLL-2003, next to Hugging Face's Trainer with the same batch size,
 * learning rate, schedule and weight decay; means over the seeds. It takes an hour.
 */
export default async function* conllF1(): AsyncGenerator<BenchResult> {
  if (!hasConll) return console.error(`conllF1 is left out: ${withoutConll}`);
  const data = await readConll();
  const gold = data.dev?.sentences.map(({ tags }) => tags) ?? [];
  const { python, reason } = peers();
  if (python === undefined) console.error(`Hugging Face's Trainer is left out: ${reason}`);
  const ours = new Worker(ourWorker('epoch'));
  const theirs = python ? new Worker(peerWorker(python, 'trainer.py', await writeForPeer(data), '2')) : undefined;
  const f1: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  try {
    for (const seed of seeds) {
      const { report } = await ours.ask<{ report: { micro: { f1: number } } }>({ seed });
      f1.ours.push(report.micro.f1);
      const other = await theirs?.ask<{ tags: string[][] }>({ epochSeed: seed });
      if (other) f1.theirs.push(evaluate(gold, other.tags).micro.f1);
    }
  } finally {
    await Promise.all([ours.end(), theirs?.end()]);
  }
  const value = mean(f1.ours);
  const each = (values: readonly number[]) => values.map((one) => (100 * one).toFixed(2)).join(', ');
  yield {
    name: 'conllF1',
    value: round(100 * value),
    unit: 'dev F1',
    ...(theirs && { peer: 'Hugging Face Trainer', ratio: round(value / mean(f1.theirs)) }),
    note: `${epoch.steps} steps, learning rate ${epoch.learningRate}, linear; by seed: ${each(f1.ours)}; peer: ${each(f1.theirs)}`,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
