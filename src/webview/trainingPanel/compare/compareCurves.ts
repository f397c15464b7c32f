import type { Columns, Curve, PlotContent } from '../plot/plotContent';
import { alignRuns } from '../watch/alignRuns';
import { runCurve } from '../watch/runColours';
import { emptySeries, type RunSeries } from '../watch/runSeries';
import type { WatchState } from '../watch/watchState';
import type { Condition } from './conditions';

/** Loss and micro F1 on dev over the steps: of each condition, and behind the mean of several runs the runs themselves. */
export function compareCurves(conditions: readonly Condition[], { series, options }: WatchState): PlotContent[] {
  const runs = conditions.flatMap((condition) => condition.runs);
  const own = runs.map(({ name }) => series.get(name) ?? emptySeries);
  const lastX = Math.max(1, ...runs.map(({ config }) => config.steps));
  return [
    {
      lastX,
      title: 'Loss by step',
      ...withMeans(
        conditions,
        alignRuns(own, ({ loss }) => loss, options.smoothing),
      ),
      format: (value) => value.toPrecision(3),
      empty: 'No step was made.',
      ...(options.logarithmic && { logarithmic: true }),
    },
    {
      lastX,
      title: 'Micro F1 on dev by step, %',
      ...withMeans(conditions, microF1(own)),
      format: (value) => value.toFixed(1),
      empty: 'There was no evaluation on dev.',
    },
  ];
}

/** @param columns of all runs, in the order of their conditions */
function withMeans(conditions: readonly Condition[], [x, ...ys]: Columns): Pick<PlotContent, 'curves' | 'columns'> {
  const curves: Curve[] = [];
  const columns: (readonly (number | null)[])[] = [];
  let from = 0;
  conditions.forEach(({ label, runs }, index) => {
    const own = ys.slice(from, from + runs.length);
    from += runs.length;
    const curve = runCurve(label, index);
    if (own.length > 1) {
      for (const { name } of runs) curves.push({ ...curve, label: name, faint: true });
      columns.push(...own);
    }
    curves.push({ ...curve, ...(own.length > 1 && { bold: true }) });
    columns.push(own.length > 1 ? meanOf(own, x.length) : (own[0] ?? []));
  });
  return { curves, columns: [x, ...columns] };
}

/** Where all runs have a value: a mean of fewer would jump where one ends. */
function meanOf(columns: readonly (readonly (number | null)[])[], length: number): (number | null)[] {
  return Array.from({ length }, (_, at) => {
    let sum = 0;
    for (const column of columns) {
      const value = column[at];
      if (value === null || value === undefined) return null;
      sum += value;
    }
    return sum / columns.length;
  });
}

function microF1(runs: readonly RunSeries[]): Columns {
  const steps = [...new Set(runs.flatMap(({ dev }) => dev.map(({ step }) => step)))].sort((a, b) => a - b);
  return [
    steps,
    ...runs.map(({ dev }) => {
      const at = new Map(dev.map(({ step, report }) => [step, 100 * report.micro.f1]));
      return steps.map((step) => at.get(step) ?? null);
    }),
  ];
}
