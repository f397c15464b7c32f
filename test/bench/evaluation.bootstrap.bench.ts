import { bootstrapF1, compareF1 } from '../../src/evaluation';
import { hasConll, withoutConll } from './conll';
import { conllValid } from './conllValid';
import { median, round } from './interleave';
import type { BenchResult } from './result';

const resamples = 10_000;

/**
 * Milliseconds of 10,000 resamples of CoNLL-2003's valid: intervals of F1 over all and by type; and a comparison of two
 * predictions, with 10,000 resamples and 10,000 exchanges.
 */
export default async function* evaluationBootstrap(): AsyncGenerator<BenchResult> {
  if (!hasConll) return console.error(`evaluation.bootstrap is left out: ${withoutConll}`);
  const { gold, predicted } = await conllValid();
  const better = predicted.map((tags, sentence) => (sentence % 50 === 0 ? (gold[sentence] ?? tags) : tags));
  const work = {
    'evaluation.bootstrap': () => {
      const { micro } = bootstrapF1(gold, predicted, { resamples });
      return `F1 from ${micro.low.toFixed(4)} to ${micro.high.toFixed(4)}`;
    },
    'evaluation.bootstrap.paired': () => {
      const { difference, p } = compareF1(gold, predicted, better, { resamples });
      return `difference ${difference.toFixed(4)}, p ${p.toFixed(4)}`;
    },
  };
  for (const [name, run] of Object.entries(work)) {
    const milliseconds: number[] = [];
    let what = '';
    for (let repeat = 0; repeat < 5; repeat++) {
      const before = performance.now();
      what = run();
      milliseconds.push(performance.now() - before);
    }
    const note = `${gold.length} sentences, ${resamples} resamples; ${what}`;
    yield { name, value: round(median(milliseconds)), unit: 'ms', note };
  }
}
