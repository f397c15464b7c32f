import type { Columns, Curve, PlotContent } from '../plot/plotContent';
import { alignRuns } from '../watch/alignRuns';
import { runCurve } from '../watch/runColours';
import { emptySeries, type RunSeries } from '../watch/runSeries';
import type { WatchState } from '../watch/watchState';
import type { ComparedRun } from './conditions';

/** Loss and micro F1 on dev of runs over their steps. */
export function compareCurves(runs: readonly ComparedRun[], { series, options }: WatchState): PlotContent[] {
  const own = runs.map(({ name }) => series.get(name) ?? emptySeries);
  const curves = runs.map(({ name }, index): Curve => runCurve(name, index));
  const shared = { curves, lastX: Math.max(1, ...runs.map(({ config }) => config.steps)) };
  return [
    {
      ...shared,
      title: 'Loss by step',
      columns: alignRuns(own, ({ loss }) => loss, options.smoothing),
      format: (value) => value.toPrecision(3),
      empty: 'No step was made.',
      ...(options.logarithmic && { logarithmic: true }),
    },
    {
      ...shared,
      title: 'Micro F1 on dev by step, %',
      columns: microF1(own),
      format: (value) => value.toFixed(1),
      empty: 'There was no evaluation on dev.',
    },
  ];
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
