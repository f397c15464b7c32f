import type { TestedRun } from '../../../protocol/panel';
import type { EvaluationReport, Scores } from '../../../protocol/run';
import { type Cell, type Column, type Estimate, overSeeds, type Row, type Table } from '../../../tables';
import { withoutSupport } from '../parts/scoreTable';
import { notComparable } from './comparability';
import { type Condition, type FigureSet, reportsOf } from './conditions';

export type Figure = 'f1' | 'precision' | 'recall';

export const figureWords: Readonly<Record<Figure, string>> = { f1: 'F1', precision: 'Precision', recall: 'Recall' };

/** What is known of the conditions beside their reports. */
export interface Known {
  readonly tested: readonly TestedRun[];
  /** Labels of conditions whose micro F1 on test differs from the baseline's after Holm's correction. */
  readonly significant: ReadonlySet<string>;
}

/**
 * A figure by entity type and averaged, of conditions side by side, each with its difference to the first, the baseline. Several
 * runs of a condition are shown as their mean and spread; the best of each row is marked.
 */
export function figureTable(
  conditions: readonly Condition[],
  set: FigureSet,
  figure: Figure,
  { tested, significant }: Known,
): Table {
  const [baseline, ...others] = conditions.filter((condition) => reportsOf(condition, set).length > 0);
  if (!baseline) return { columns: [], groups: [] };
  const shown = [baseline, ...others];
  const isSound = (condition: Condition) => notComparable(condition, baseline, set, tested) === undefined;
  // A baseline whose own runs are of several files is nothing to set others against.
  const isComparable = new Map(shown.map((condition) => [condition, isSound(baseline) && isSound(condition)]));
  const types = [...new Set(shown.flatMap((each) => reportsOf(each, set).flatMap(({ types }) => Object.keys(types))))];
  const rowOf = (name: string, scoresOf: (report: EvaluationReport) => Scores | undefined): Row => {
    const estimates = shown.map((condition) => estimateOf(reportsOf(condition, set).map(scoresOf), figure));
    const [first] = estimates;
    const rivals = estimates.filter((_, index) => isComparable.get(shown[index] ?? baseline));
    const best = Math.max(...rivals.map((estimate) => estimate?.value ?? Number.NEGATIVE_INFINITY));
    const isTie = rivals.every((estimate) => estimate?.value === best);
    const cells = estimates.flatMap((estimate, index): Cell[] => {
      const condition = shown[index] ?? baseline;
      const comparable = isComparable.get(condition) === true;
      const isMarked = name === 'micro' && figure === 'f1' && set === 'test' && significant.has(condition.label);
      const cell: Cell = estimate && {
        ...estimate,
        ...(estimate.value === best && comparable && !isTie && { best: true }),
        ...(isMarked && { mark: '*' }),
      };
      if (index === 0) return [cell];
      return [cell, estimate && first && comparable ? estimate.value - first.value : undefined];
    });
    return [name, ...cells, supportOf(reportsOf(baseline, set).map(scoresOf))];
  };
  const groups = [
    types.sort().map((type) => rowOf(type, ({ types }) => types[type])),
    (['micro', 'macro', 'weighted'] as const).map((average) => rowOf(average, (report) => report[average])),
  ];
  return {
    title: `${figureWords[figure]} on ${set}`,
    columns: [
      { title: '%' },
      { title: baseline.label, format: 'percent' },
      ...others.flatMap(({ label }): Column[] => [
        { title: label, format: 'percent' },
        { title: 'Δ', format: 'points' },
      ]),
      { title: 'support', format: 'count' },
    ],
    groups,
    note: noteOf(shown, set, groups),
  };
}

/** Undefined without gold entities: then there is nothing to find, and no figure. */
function estimateOf(scores: readonly (Scores | undefined)[], figure: Figure): Estimate | undefined {
  const values = scores.flatMap((each) => (each && each.support > 0 ? [each[figure]] : []));
  return values.length === 0 ? undefined : overSeeds(values);
}

function supportOf(scores: readonly (Scores | undefined)[]): number {
  return scores.find((each) => each !== undefined)?.support ?? 0;
}

function noteOf(shown: readonly Condition[], set: FigureSet, groups: Table['groups']): string {
  const [baseline, ...others] = shown;
  const cells = groups.flat().flat();
  const repeated = shown.flatMap((condition) => condition.repeated);
  const has = (test: (cell: Estimate) => boolean) => cells.some((cell) => typeof cell === 'object' && test(cell));
  const counts = shown.map((condition) => reportsOf(condition, set).length);
  const sameCount = new Set(counts).size === 1;
  const n = sameCount
    ? `n = ${counts[0]}`
    : `n: ${shown.map(({ label }, index) => `${label} ${counts[index]}`).join(', ')}`;
  return [
    ...(others.length > 0 ? [`Δ: points to ${baseline?.label}.`] : []),
    ...(has(({ spread }) => spread !== undefined) ? [`Mean ± standard deviation (n − 1) over seeds, ${n}.`] : []),
    ...(repeated.length > 0
      ? [
          `Without ${repeated.map(({ name }) => name).join(', ')}: a later run has the same config and seed, and each seed counts once.`,
        ]
      : []),
    ...(has(({ best }) => best === true) ? ['Bold: the best of its row.'] : []),
    ...(has(({ mark }) => mark !== undefined)
      ? [`*: differs from ${baseline?.label} at 5 % (approximate randomisation, Holm’s correction).`]
      : []),
    ...(groups.flat().some((row) => row.at(-1) === 0) ? [withoutSupport] : []),
  ].join(' ');
}
