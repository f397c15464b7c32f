import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { countBySentence, type SentenceCounts } from './sentenceCounts';

/** The middle 95 % of what the figure is when sentences are drawn again. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** 10,000 by default. */
  readonly resamples?: number;
  readonly seed?: number;
}

/** F1 over all entities and by type, each with its interval. */
export interface F1Intervals {
  readonly micro: Interval;
  readonly types: Readonly<Record<string, Interval>>;
}

/**
 * 95 % percentile intervals of F1 by the bootstrap over sentences (Efron and Tibshirani 1993, chapter 13).
 * @param gold tags of each sentence; `predicted` as many of as many
 */
export function bootstrapF1(
  gold: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
  { resamples = 10_000, seed = 1 }: BootstrapOptions = {},
): F1Intervals {
  const counted = countBySentence(gold, predicted);
  const { types } = counted;
  const values = [...types, ''].map(() => new Float64Array(resamples));
  const draw = sampler(counted.sentences, seed);
  for (let resample = 0; resample < resamples; resample++) {
    const sums = drawn(counted, draw());
    types.forEach((_, type) => {
      const of = values[type];
      if (of) of[resample] = f1(sums, 3 * type);
    });
    const micro = values[types.length];
    if (micro) micro[resample] = microF1(sums);
  }
  const intervals = values.map(middle95);
  const at = (index: number): Interval => intervals[index] ?? { low: 0, high: 0 };
  return { micro: at(types.length), types: Object.fromEntries(types.map((type, index) => [type, at(index)])) };
}

/** How sure one can be that two predictions of the same sentences differ in micro F1. */
export interface Significance {
  /** Of the second to the first, in 0..1. */
  readonly difference: number;
  /** Of the difference, by the paired bootstrap. */
  readonly interval: Interval;
  /** Two-sided p by approximate randomisation. */
  readonly p: number;
}

/**
 * Compares two predictions: an interval of the difference by the paired bootstrap over sentences (Berg-Kirkpatrick et al.
 * 2012), and p by approximate randomisation, which exchanges the two predictions of sentences drawn by chance and counts how often the
 * difference is as large as it is (Yeh 2000; with 1 added to both counts, as by Noreen 1989).
 */
export function compareF1(
  gold: readonly (readonly string[])[],
  first: readonly (readonly string[])[],
  second: readonly (readonly string[])[],
  { resamples = 10_000, seed = 1 }: BootstrapOptions = {},
): Significance {
  const types = [...new Set([...countBySentence(gold, first).types, ...countBySentence(gold, second).types])].sort();
  const [a, b] = [microBySentence(gold, first, types), microBySentence(gold, second, types)];
  const observed = microOf(b, undefined) - microOf(a, undefined);
  const draw = sampler(gold.length, seed);
  const differences = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    const times = draw();
    differences[resample] = microOf(b, times) - microOf(a, times);
  }
  const random = xoroshiro128plus(seed + 1);
  let asLarge = 0;
  for (let resample = 0; resample < resamples; resample++) {
    const difference = exchanged(a, b, () => uniformInt(random, 0, 0x3fffffff));
    if (Math.abs(difference) >= Math.abs(observed) - 1e-12) asLarge++;
  }
  return { difference: observed, interval: middle95(differences), p: (asLarge + 1) / (resamples + 1) };
}

/** Draws sentences with replacement. @returns how often each is drawn */
function sampler(sentences: number, seed: number): () => Int32Array {
  const random = xoroshiro128plus(seed);
  const times = new Int32Array(sentences);
  return () => {
    times.fill(0);
    for (let drawn = 0; drawn < sentences; drawn++) {
      const index = uniformInt(random, 0, sentences - 1);
      times[index] = (times[index] ?? 0) + 1;
    }
    return times;
  };
}

/** The counts of all types, summed over sentences as often as each was drawn. */
function drawn({ counts, rows, types }: SentenceCounts, times: Int32Array): Float64Array {
  const stride = 3 * types.length;
  const sums = new Float64Array(stride);
  for (let row = 0; row < rows.length; row++) {
    const weight = times[rows[row] ?? 0] ?? 0;
    if (weight === 0) continue;
    for (let column = 0; column < stride; column++) {
      sums[column] = (sums[column] ?? 0) + weight * (counts[row * stride + column] ?? 0);
    }
  }
  return sums;
}

/** [sentences, 3]: gold, predicted, correct. */
function microBySentence(
  gold: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
  types: readonly string[],
): Int32Array {
  const { counts, rows } = countBySentence(gold, predicted, types);
  const micro = new Int32Array(3 * gold.length);
  rows.forEach((sentence, row) => {
    for (let column = 0; column < 3 * types.length; column++) {
      const at = 3 * sentence + (column % 3);
      micro[at] = (micro[at] ?? 0) + (counts[row * 3 * types.length + column] ?? 0);
    }
  });
  return micro;
}

/** @param times how often each sentence counts; once where absent */
function microOf(micro: Int32Array, times: Int32Array | undefined): number {
  let [gold, predicted, correct] = [0, 0, 0];
  for (let at = 0, sentence = 0; at < micro.length; at += 3, sentence++) {
    const weight = times ? (times[sentence] ?? 0) : 1;
    gold += weight * (micro[at] ?? 0);
    predicted += weight * (micro[at + 1] ?? 0);
    correct += weight * (micro[at + 2] ?? 0);
  }
  return ratio(2 * correct, gold + predicted);
}

/** The difference when the two predictions of about half the sentences change places. @param bits draws 30 of them */
function exchanged(a: Int32Array, b: Int32Array, bits: () => number): number {
  let [goldSum, predictedA, correctA, predictedB, correctB] = [0, 0, 0, 0, 0];
  let [left, word] = [0, 0];
  for (let at = 0; at < a.length; at += 3) {
    if (left === 0) [left, word] = [30, bits()];
    const keeps = word & 1;
    word >>= 1;
    left--;
    const [x, y] = keeps ? [a, b] : [b, a];
    goldSum += a[at] ?? 0;
    predictedA += x[at + 1] ?? 0;
    correctA += x[at + 2] ?? 0;
    predictedB += y[at + 1] ?? 0;
    correctB += y[at + 2] ?? 0;
  }
  return ratio(2 * correctB, goldSum + predictedB) - ratio(2 * correctA, goldSum + predictedA);
}

function microF1(sums: Float64Array): number {
  let [gold, predicted, correct] = [0, 0, 0];
  for (let at = 0; at < sums.length; at += 3) {
    gold += sums[at] ?? 0;
    predicted += sums[at + 1] ?? 0;
    correct += sums[at + 2] ?? 0;
  }
  return ratio(2 * correct, gold + predicted);
}

/** 2PR / (P + R), which is 2 correct / (gold + predicted). */
function f1(sums: Float64Array, at: number): number {
  return ratio(2 * (sums[at + 2] ?? 0), (sums[at] ?? 0) + (sums[at + 1] ?? 0));
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function middle95(values: Float64Array): Interval {
  const sorted = values.toSorted();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}
