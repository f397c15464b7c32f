import type { Significance } from '../../evaluation';
import { type Cell, type Column, points, pValue } from '../../tables';

/** A difference, its interval and its p. */
export const differenceColumns: readonly Column[] = [
  { title: 'Δ', format: 'points' },
  { title: '95 %' },
  { title: 'p' },
];

export function differenceCells(significance: Significance | undefined): Cell[] {
  if (!significance) return differenceColumns.map(() => undefined);
  const { difference, interval, p } = significance;
  return [difference, `${points(interval.low)} to ${points(interval.high)}`, pValue(p)];
}
