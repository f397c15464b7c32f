import type { RunReport } from '../protocol/run';
import { mean, percent, standardDeviation } from '../tables';

/** Micro F1 over runs that differ in their seeds: its mean, and its sample standard deviation. */
export function seedSummary(reports: readonly RunReport[]): string {
  const set = reports.every(({ test }) => test) ? 'test' : 'dev';
  const scores = reports.flatMap((report) => report[set]?.micro.f1 ?? []);
  const deviation = standardDeviation(scores);
  if (deviation === undefined) return '';
  return `micro F1 on ${set} over ${scores.length} seeds: ${percent(mean(scores))} ± ${percent(deviation)}\n`;
}
