import type { TestedRun } from '../../../protocol/panel';
import type { EvaluationReport } from '../../../protocol/run';
import type { Condition, FigureSet } from './conditions';

/**
 * Why the figures of a condition cannot be set against the baseline's: they, or some of them, are of other gold. Undefined where
 * they can, as far as is known: of dev only the numbers of entities are kept. The baseline against itself says whether its own
 * runs were measured on one file.
 * @param tested what the host knows of predictions
 */
export function notComparable(
  condition: Condition,
  baseline: Condition,
  set: FigureSet,
  tested: readonly TestedRun[],
): string | undefined {
  const [reference] = measured(baseline, set);
  const own = measured(condition, set);
  if (!reference || own.length === 0) return undefined;
  const names = new Set(own.map(({ name }) => name));
  const problems = tested.flatMap(({ run, otherFile, problem }) =>
    set === 'test' && otherFile && problem && names.has(run) ? [problem] : [],
  );
  if (problems.length > 0) return `${problems.join(' ')} There is no Δ.`;
  const odd = own.find(({ report }) => supports(report) !== supports(reference.report));
  return (
    odd &&
    `${odd.name} was measured on another ${set} file than ${reference.name}: it has other numbers of entities, so there is no Δ.`
  );
}

/** The runs that have figures. */
function measured({ runs }: Condition, set: FigureSet): { readonly name: string; readonly report: EvaluationReport }[] {
  return runs.flatMap(({ name, report }) => {
    const own = report?.[set];
    return own ? [{ name, report: own }] : [];
  });
}

function supports({ types }: EvaluationReport): string {
  const counts = Object.entries(types).flatMap(([type, { support }]) =>
    support > 0 ? [[type, support] as const] : [],
  );
  return JSON.stringify(counts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
