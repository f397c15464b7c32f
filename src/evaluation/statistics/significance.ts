import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { readEntities, type TaggedSentences } from '../scores/entityPair';
import { EvaluationError } from '../scores/evaluationError';
import { f1Of, type Interval, middle95, type ResamplingOptions, resampler, sizesOf, weightedSum } from './resample';
import { kindsByPrediction, type SentenceKinds } from './sentenceKinds';

/** How sure one can be that two predictions, or two groups of runs, differ in micro F1. */
export interface Significance {
  /** Of the second to the first, in 0..1. */
  readonly difference: number;
  /** Of the difference, by the paired bootstrap. */
  readonly interval: Interval;
  /** Two-sided p by approximate randomisation. */
  readonly p: number;
  /** Two-sided p by the paired bootstrap. */
  readonly bootstrapP: number;
}

/** Compares two predictions of the same sentences: see `compareRuns`. */
export function compareF1(
  gold: TaggedSentences,
  first: TaggedSentences,
  second: TaggedSentences,
  options?: ResamplingOptions,
): Significance {
  return compareRuns(gold, [first], [second], options);
}

/**
 * Compares the mean micro F1 of two groups of runs, such as the seeds of two regimens: an interval of the difference by the
 * paired bootstrap over sentences, with p as how often the difference of drawn sentences is as far from the observed one as
 * that is from 0 (Berg-Kirkpatrick et al. 2012, to both sides); and p by approximate randomisation, which exchanges the
 * predictions of sentences drawn by chance and counts how often the difference is as large as it is (Yeh 2000). To both counts
 * 1 is added, as by Noreen 1989. Sentences are drawn, seeds are not: it says what holds for these runs on other sentences.
 * @param first the predictions of its runs; the first of them is exchanged with the first of `second`, and so on
 * @throws EvaluationError when a prediction has other sentences, or one group more runs than the other
 */
export function compareRuns(
  gold: TaggedSentences,
  first: readonly TaggedSentences[],
  second: readonly TaggedSentences[],
  { resamples = 10_000, seed = 1, ...reading }: ResamplingOptions = {},
): Significance {
  if (first.length !== second.length || first.length === 0) {
    throw new EvaluationError(
      `one side has ${first.length} runs, the other ${second.length}. Compare as many runs (seeds) of each.`,
    );
  }
  const pairs = [...first, ...second].map((predicted) => readEntities(gold, predicted, reading));
  const kinds = kindsByPrediction(
    pairs[0]?.gold ?? [],
    pairs.map(({ predicted }) => predicted),
  );
  const observed = difference(weightedSum(kinds.counts)(sizesOf(kinds)), first.length);
  const draw = resampler(kinds, seed);
  const drawn = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) drawn[resample] = difference(draw(), first.length);
  const exchange = exchanger(kinds, first.length, seed + 1);
  const isAsLarge = (value: number) => Math.abs(value) >= Math.abs(observed) - 1e-12;
  let asLarge = 0;
  for (let resample = 0; resample < resamples; resample++) {
    if (isAsLarge(difference(exchange(), first.length))) asLarge++;
  }
  const asFar = drawn.reduce((count, value) => count + Number(isAsLarge(value - observed)), 0);
  return {
    difference: observed,
    interval: middle95(drawn),
    p: (asLarge + 1) / (resamples + 1),
    bootstrapP: (asFar + 1) / (resamples + 1),
  };
}

/** Of the mean F1 of the second runs to that of the first. @param sums see `kindsByPrediction` */
function difference(sums: Float64Array, runs: number): number {
  let total = 0;
  for (let run = 0; run < 2 * runs; run++) {
    const f1 = f1Of(sums[0] ?? 0, sums[1 + 2 * run] ?? 0, sums[2 + 2 * run] ?? 0);
    total += run < runs ? -f1 : f1;
  }
  return total / runs;
}

/** Exchanges the predictions of about half the sentences. @returns the sums after it, valid until the next exchange */
function exchanger(kinds: SentenceKinds, runs: number, seed: number): () => Float64Array {
  const random = xoroshiro128plus(seed);
  const { counts } = kinds;
  const exchangedCounts = counts.map(([gold = 0, ...each]) =>
    Int32Array.of(gold, ...each.slice(2 * runs), ...each.slice(0, 2 * runs)),
  );
  // Kinds that an exchange leaves as they are need no chance.
  const same = counts.map((row, kind) => row.join() === exchangedCounts[kind]?.join());
  const sizes = sizesOf(kinds);
  const sum = weightedSum([...counts, ...exchangedCounts]);
  const times = new Int32Array(2 * counts.length);
  return () => {
    sizes.forEach((size, kind) => {
      const kept = same[kind] ? size : heads(size, random);
      times[kind] = kept;
      times[counts.length + kind] = size - kept;
    });
    return sum(times);
  };
}

/** How many of that many coins show heads: one random bit each. */
function heads(coins: number, random: { next(): number }): number {
  let count = 0;
  for (let left = coins; left > 0; left -= 32) {
    const bits = random.next();
    count += bitsSet(left >= 32 ? bits : bits >>> (32 - left));
  }
  return count;
}

/** Of a 32-bit word (Warren, Hacker's Delight, figure 5-2). */
function bitsSet(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const nibbles = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
