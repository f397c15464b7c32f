import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { ReadingOptions } from '../scores/entityReader';
import type { SentenceKinds } from './sentenceKinds';

/** How tags are read, and how often sentences are drawn. */
export interface ResamplingOptions extends ReadingOptions {
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
  const draw = kindOf.length < 0x1_0000 ? drawByHalves : drawOneByOne;
  const times = new Int32Array(counts.length);
  const sum = weightedSum(counts);
  return () => {
    times.fill(0);
    draw(kindOf, random, times);
    return sum(times);
  };
}

interface Random {
  /** 32 bits. */
  next(): number;
}

/** Drawing takes most of the time of a bootstrap, and half of it is the generator's: each 16 bits draw a sentence (Lemire 2019). */
function drawByHalves(kindOf: Int32Array, random: Random, times: Int32Array): void {
  const sentences = kindOf.length;
  // Of 2^16 products, those with a smaller remainder would make some sentences likelier.
  const least = 0x1_0000 % sentences;
  for (let drawn = 0; drawn < sentences; ) {
    const bits = random.next();
    for (let shift = 0; shift < 32 && drawn < sentences; shift += 16) {
      const product = ((bits >>> shift) & 0xffff) * sentences;
      if ((product & 0xffff) < least) continue;
      const kind = kindOf[product >>> 16] ?? 0;
      times[kind] = (times[kind] ?? 0) + 1;
      drawn++;
    }
  }
}

function drawOneByOne(kindOf: Int32Array, random: Random, times: Int32Array): void {
  const sentences = kindOf.length;
  for (let drawn = 0; drawn < sentences; drawn++) {
    // No index is likelier than another by more than sentences / 2^32.
    const kind = kindOf[Math.floor(((random.next() >>> 0) * sentences) / 0x1_0000_0000)] ?? 0;
    times[kind] = (times[kind] ?? 0) + 1;
  }
}

/** @returns what sums the counts of each kind as often as it occurs; a sum is valid until the next */
export function weightedSum(counts: readonly Int32Array[]): (times: Int32Array) => Float64Array {
  // Most counts are 0: the others stand one after the other, those of a kind up to its end.
  const columns = Int32Array.from(
    counts.flatMap((row) => Array.from(row.keys()).filter((column) => row[column] !== 0)),
  );
  const values = Int32Array.from(counts.flatMap((row) => [...row].filter((count) => count !== 0)));
  let end = 0;
  const ends = Int32Array.from(counts, (row) => (end += row.filter((count) => count !== 0).length));
  const sums = new Float64Array(counts[0]?.length ?? 0);
  return (times) => {
    sums.fill(0);
    for (let kind = 0, at = 0; kind < ends.length; kind++) {
      const weight = times[kind] ?? 0;
      const next = ends[kind] ?? 0;
      if (weight === 0) at = next;
      for (; at < next; at++) {
        const column = columns[at] ?? 0;
        sums[column] = (sums[column] ?? 0) + weight * (values[at] ?? 0);
      }
    }
    return sums;
  };
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
