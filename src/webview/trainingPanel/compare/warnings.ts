import type { PanelState } from '../panelState';
import { notComparable } from './comparability';
import { type Condition, reportsOf } from './conditions';

/** What keeps figures from being compared, each thing once. */
export function warnings({ compare, watch }: PanelState, conditions: readonly Condition[]): string[] {
  const { set } = compare.choices;
  const tested = compare.comparison?.tested ?? [];
  const measured = conditions.filter((condition) => reportsOf(condition, set).length > 0);
  const [chosen] = conditions;
  const [baseline] = measured;
  const without = conditions.flatMap((condition) =>
    condition.runs.filter(({ report }) => !report?.[set]).map(({ name }) => name),
  );
  const names = new Set(conditions.flatMap(({ runs }) => runs.map(({ name }) => name)));
  const damaged = [...names].filter((name) => watch.series.get(name)?.damaged);
  return [
    ...(without.length > 0
      ? [`Without figures on ${set}: ${without.join(', ')}. A run has them when it has finished and had a ${set} file.`]
      : []),
    ...(chosen && baseline && chosen !== baseline && measured.length > 1
      ? [`The baseline ${chosen.label} has no figures on ${set} yet: Δ is to ${baseline.label}.`]
      : []),
    ...(baseline ? measured.flatMap((each) => notComparable(each, baseline, set, tested) ?? []) : []),
    ...(set === 'test'
      ? tested.flatMap(({ run, problem, otherFile }) =>
          problem && !otherFile && names.has(run) && !without.includes(run) ? [problem] : [],
        )
      : []),
    ...(damaged.length > 0
      ? [`Lines of metrics.jsonl that are not whole are left out of the curves: ${damaged.join(', ')}.`]
      : []),
  ];
}
