import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { SentenceKinds } from './sentenceKinds';

export interface ResamplingOptions {
  /** 10,000 by default. */
  readonly resamples?: number;
  readonly seed?: number;
}

/** The middle 95 % of what a figure is when sentences are drawn again. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Draws as many sentences as there are, with replacement. @returns the sum of their counts, valid until the next draw */
export function resampler({ kindOf, counts }: SentenceKinds, seed: number): () => Float64Array {
  const random = xoroshiro128plus(seed);
  const sentences = kindOf.length;
  const times = new Int32Array(counts.length);
  const sums = new Float64Array(counts[0]?.length ?? 0);
  return () => {
    times.fill(0);
    for (let drawn = 0; drawn < sentences; drawn++) {
      // The high bits of 32: no index is likelier than another by more than sentences / 2^32.
      const kind = kindOf[Math.floor(((random.next() >>> 0) * sentences) / 0x1_0000_0000)] ?? 0;
      times[kind] = (times[kind] ?? 0) + 1;
    }
    return weightedSum(counts, times, sums);
  };
}

/** Of the counts of each kind as often as it occurs. @param sums where to put it */
export function weightedSum(
  counts: readonly Int32Array[],
  times: ArrayLike<number>,
  sums = new Float64Array(counts[0]?.length ?? 0),
): Float64Array {
  sums.fill(0);
  for (let kind = 0; kind < counts.length; kind++) {
    const weight = times[kind] ?? 0;
    const row = counts[kind];
    if (weight === 0 || row === undefined) continue;
    for (let column = 0; column < row.length; column++) {
      sums[column] = (sums[column] ?? 0) + weight * (row[column] ?? 0);
    }
  }
  return sums;
}

/** How many sentences each kind has. */
export function sizesOf({ kindOf, counts }: SentenceKinds): Int32Array {
  const sizes = new Int32Array(counts.length);
  for (const kind of kindOf) sizes[kind] = (sizes[kind] ?? 0) + 1;
  return sizes;
}

/** By the percentile method. */
export function middle95(values: Float64Array): Interval {
  const sorted = values.toSorted();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

/** 2PR / (P + R), which is 2 correct / (gold + predicted); 0 where there is neither. */
export function f1Of(gold: number, predicted: number, correct: number): number {
  return gold + predicted === 0 ? 0 : (2 * correct) / (gold + predicted);
}
