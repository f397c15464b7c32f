import type { Significance } from '../../evaluation';
import { type Cell, type Column, cellText } from '../../tables';

/** A difference, its interval and its p. */
export const differenceColumns: readonly Column[] = [
  { title: 'Δ', format: 'points' },
  { title: '95 %' },
  { title: 'p' },
];

export function differenceCells(significance: Significance | undefined): Cell[] {
  if (!significance) return differenceColumns.map(() => undefined);
  const { difference, interval, p } = significance;
  const points = (value: number) => cellText(value, { format: 'points' });
  return [difference, `${points(interval.low)} to ${points(interval.high)}`, p < 0.001 ? '< 0.001' : p.toFixed(3)];
}
