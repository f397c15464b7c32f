import type { RunReport } from '../protocol/run';
import { percent } from '../tables';

/** Micro F1 over runs that differ in their seeds: its mean, and its sample standard deviation. */
export function seedSummary(reports: readonly RunReport[]): string {
  const set = reports.every(({ test }) => test) ? 'test' : 'dev';
  const scores = reports.flatMap((report) => report[set]?.micro.f1 ?? []);
  if (scores.length < 2) return '';
  const mean = scores.reduce((sum, f1) => sum + f1, 0) / scores.length;
  const variance = scores.reduce((sum, f1) => sum + (f1 - mean) ** 2, 0) / (scores.length - 1);
  return `micro F1 on ${set} over ${scores.length} seeds: ${percent(mean)} ± ${percent(Math.sqrt(variance))}\n`;
}
