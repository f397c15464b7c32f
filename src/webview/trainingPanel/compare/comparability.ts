import type { TestedRun } from '../../../protocol/panel';
import type { EvaluationReport } from '../../../protocol/run';
import { type Condition, type FigureSet, reportsOf } from './conditions';

/**
 * Why the figures of a condition cannot be set against the baseline's: they are of other gold. Undefined where they can, as far
 * as is known: of dev only the numbers of entities are kept.
 * @param tested what the host knows of predictions
 */
export function notComparable(
  condition: Condition,
  baseline: Condition,
  set: FigureSet,
  tested: readonly TestedRun[],
): string | undefined {
  const [reference] = reportsOf(baseline, set);
  const reports = reportsOf(condition, set);
  if (!reference || reports.length === 0) return undefined;
  if (reports.some((report) => supports(report) !== supports(reference))) {
    return `${condition.label} was measured on another ${set} file than ${baseline.label}: it has other numbers of entities, so there is no Δ.`;
  }
  if (set === 'dev') return undefined;
  const names = new Set(condition.runs.map(({ name }) => name));
  const problem = tested.find(({ run, otherFile }) => names.has(run) && otherFile)?.problem;
  return problem === undefined ? undefined : `${problem} There is no Δ.`;
}

function supports({ types }: EvaluationReport): string {
  const counts = Object.entries(types).flatMap(([type, { support }]) =>
    support > 0 ? [[type, support] as const] : [],
  );
  return JSON.stringify(counts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
