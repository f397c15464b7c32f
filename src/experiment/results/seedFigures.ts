import { type EvaluationReport, mean, standardDeviation } from '../../evaluation';
import type { Estimate } from '../../tables';
import type { Condition } from './conditions';

/** A figure of a report. */
export type Pick = (report: EvaluationReport) => number | undefined;

/** A figure of each condition as mean and spread over its seeds, the best mean marked; NaN where nothing is done. */
export function seedFigures(conditions: readonly Condition[], pick: Pick): Estimate[] {
  const values = conditions.map(({ results }) => results.flatMap(({ report }) => pick(report) ?? []));
  const means = values.map(mean);
  const best = Math.max(...means.filter((value) => !Number.isNaN(value)));
  return values.map((seeds, index) => {
    const value = means[index] ?? Number.NaN;
    const spread = standardDeviation(seeds);
    return { value, ...(spread !== undefined && { spread }), ...(value === best && { best: true }) };
  });
}
