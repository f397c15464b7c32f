import type { EvaluationReport } from '../../evaluation';
import { type Estimate, overSeeds } from '../../tables';
import type { Condition } from './conditions';

/** A figure of a report. */
export type Pick = (report: EvaluationReport) => number | undefined;

/** A figure of each condition as mean and spread over its seeds, the best mean marked; NaN where nothing is done. */
export function seedFigures(conditions: readonly Condition[], pick: Pick): Estimate[] {
  const values = conditions.map(({ results }) => results.flatMap(({ report }) => pick(report) ?? []));
  const estimates = values.map(overSeeds);
  const best = Math.max(...estimates.map(({ value }) => value).filter((value) => !Number.isNaN(value)));
  return estimates.map((estimate) => (estimate.value === best ? { ...estimate, best: true } : estimate));
}
