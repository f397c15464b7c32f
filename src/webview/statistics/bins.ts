import type { Lengths } from '../../protocol/statistics';

export interface Bin {
  readonly from: number;
  /** Inclusive; undefined in the last, which has no end. */
  readonly to: number | undefined;
}

const widths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const mostBins = 16;

/** Bins of equal, round width for all files together; the last takes the few longest. */
export function binsOf(all: readonly Lengths[]): Bin[] {
  const counts = new Map<number, number>();
  for (const [length, count] of all.flat()) counts.set(length, (counts.get(length) ?? 0) + count);
  const sorted = [...counts].sort((a, b) => a[0] - b[0]);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let left = total;
  const p99 =
    sorted.find(([, count]) => {
      left -= count;
      return left <= 0.01 * total;
    })?.[0] ?? 0;
  const longest = sorted.at(-1)?.[0] ?? 0;
  if (longest === 0) return [];
  const width = widths.find((each) => p99 / each <= mostBins - 1) ?? Math.ceil(p99 / (mostBins - 1));
  const bins: Bin[] = [];
  for (let from = 1; from <= p99; from += width) bins.push({ from, to: from + width - 1 });
  const end = bins.at(-1)?.to ?? 0;
  return longest > end ? [...bins, { from: end + 1, to: undefined }] : bins;
}

/** How many of the lengths fall into each bin. */
export function countsIn(bins: readonly Bin[], lengths: Lengths): number[] {
  return bins.map(({ from, to }) =>
    lengths.reduce((sum, [length, count]) => (length >= from && length <= (to ?? length) ? sum + count : sum), 0),
  );
}

export function binName({ from, to }: Bin): string {
  if (to === undefined) return `${from}+`;
  return from === to ? String(from) : `${from}–${to}`;
}
