import { isActive, type ShownRun } from '../../../protocol/panel';
import type { StepMetrics } from '../../../protocol/run';
import { count, memory } from '../format';
import type { Columns, Curve, PlotContent } from '../plot/plotContent';
import { alignRuns, type Measure } from './alignRuns';
import { devCurves } from './devCurves';
import { runCurve } from './runColours';
import { bestOnDev, emptySeries, type RunSeries } from './runSeries';
import type { WatchState } from './watchState';

/** A run whose curves are drawn; the first of several is the shown one. */
export interface DrawnRun {
  readonly name: string;
  readonly series: RunSeries;
}

interface StepPlot {
  readonly title: string;
  readonly measure: Measure;
  readonly format: (value: number) => string;
  readonly smooth: boolean;
  readonly canBeLogarithmic?: boolean;
}

const loss: Measure = (step) => step.loss;
const learningRate: Measure = (step) => step.learningRate;
const gradientNorm: Measure = (step) => step.gradientNorm;
const tokensPerSecond: Measure = (step) => step.tokensPerSecond;
const memoryOf: Measure = (step) => step.memory;
const wanted: Measure = (step: StepMetrics) => 100 * step.blend;
const drawn: Measure = (step: StepMetrics) => 100 * step.realisedBlend;

/** Four digits at most, and no zeros that say nothing. */
const significant = (value: number) => String(Number(value.toPrecision(4)));
const exponential = (value: number) => (value === 0 ? '0' : value.toExponential(1));

const plots: readonly StepPlot[] = [
  { title: 'Loss', measure: loss, format: significant, smooth: true, canBeLogarithmic: true },
  { title: 'Learning rate', measure: learningRate, format: exponential, smooth: false },
  {
    title: 'Gradient norm',
    measure: gradientNorm,
    format: significant,
    smooth: true,
    canBeLogarithmic: true,
  },
  { title: 'Tokens/s', measure: tokensPerSecond, format: count, smooth: true },
  { title: 'Memory', measure: memoryOf, format: memory, smooth: false },
];

/** Everything that is drawn of the shown run, those that stand beside it behind it. */
export function plotContents(run: ShownRun, runs: readonly DrawnRun[], options: WatchState['options']): PlotContent[] {
  const waiting = isActive(run.state) ? 'Waiting for the first step…' : 'No step was made.';
  const shared = { empty: waiting, ...(run.config && { lastX: lastStep(run.config.steps, runs) }) };
  const [first, ...rest] = plots.map((plot) => ({ ...shared, ...stepContent(plot, runs, options) }));
  const content = [first, { ...shared, ...blendContent(runs) }, devContent(run, runs), ...rest];
  return content.filter((each) => each !== undefined);
}

function lastStep(steps: number, runs: readonly DrawnRun[]): number {
  return Math.max(steps, ...runs.map(({ series }) => series.steps.at(-1)?.step ?? 0));
}

function stepContent(
  { title, measure, format, smooth, canBeLogarithmic }: StepPlot,
  runs: readonly DrawnRun[],
  { smoothing, logarithmic }: WatchState['options'],
): Omit<PlotContent, 'empty'> {
  const series = runs.map((run) => run.series);
  const weight = smooth ? smoothing : 0;
  const lines = curvesOf(runs, title);
  const isLogarithmic = logarithmic && canBeLogarithmic === true;
  const shared = { title: `${title} by step`, format, ...(isLogarithmic && { logarithmic: true }) };
  if (weight === 0) return { ...shared, curves: lines, columns: alignRuns(series, measure) };
  // What the shown run's curve was smoothed from stays to be seen, behind it.
  const [x, raw = []] = alignRuns(series, measure);
  const [, ...smooths] = alignRuns(series, measure, weight);
  const faint: Curve = { ...runCurve('unsmoothed', 0), faint: true };
  return { ...shared, curves: [faint, ...lines], columns: [x, raw, ...smooths] };
}

/** In the list of runs, each one that is drawn has its colour; so their names need not stand in every plot. */
function curvesOf(runs: readonly DrawnRun[], title: string): readonly Curve[] {
  if (runs.length === 1) return [runCurve(title, 0)];
  return runs.map(({ name }, index) => ({ ...runCurve(name, index), namedElsewhere: true }));
}

function blendContent(runs: readonly DrawnRun[]): Omit<PlotContent, 'empty'> {
  const series = runs.map((run) => run.series);
  const [x, ...asked] = alignRuns(series, wanted);
  const [, really = []] = alignRuns(series.slice(0, 1), drawn);
  const columns: Columns = [x, ...asked, x.map((_, index) => really[index] ?? null)];
  const wantedCurves = curvesOf(runs, 'Wanted').map((curve) => ({ ...curve, dashed: true }));
  return {
    title: 'Share of distilled by step, %',
    curves: [...wantedCurves, { label: 'Drawn', colour: 'charts-green', dotted: true }],
    columns,
    format: (value) => value.toFixed(0),
    range: [-4, 104],
  };
}

function devContent(run: ShownRun, runs: readonly DrawnRun[]): PlotContent {
  const [first, ...rest] = runs;
  const shown = first?.series ?? emptySeries;
  const others = rest.map(({ name, series }, index) => ({
    series,
    curve: { ...runCurve(name, index + 1), namedElsewhere: true },
  }));
  const best = bestOnDev(shown);
  return {
    title: 'F1 on dev by step, %',
    ...devCurves(shown, others),
    format: (value) => value.toFixed(1),
    ...(run.config && { lastX: lastStep(run.config.steps, runs) }),
    ...(best && { mark: { x: best.step, label: `best, step ${best.step}` } }),
    empty: whyNoDev(run),
  };
}

function whyNoDev({ config, state }: ShownRun): string {
  if (config && !config.dev) return 'This run has no dev file.';
  return isActive(state) ? `Comes every ${config?.evaluateEvery ?? ''} steps.` : 'There was no evaluation.';
}
