import type { StepMetrics } from '../../../protocol/run';
import type { Columns } from '../plot/plotContent';
import type { RunSeries } from './runSeries';
import { smoothed } from './smoothing';

/** Finer than a plot has pixels is of no use. */
const mostPoints = 400;

/** What of a step is drawn; undefined where it was not measured. */
export type Measure = (step: StepMetrics) => number | undefined;

/**
 * The same value of several runs over one axis of steps. Of long runs each point stands for several steps: their mean,
 * or the last one of a smoothed curve.
 * @param smoothing from 0, none, to below 1
 */
export function alignRuns(runs: readonly RunSeries[], measure: Measure, smoothing = 0): Columns {
  const last = Math.max(0, ...runs.map(({ steps }) => steps.at(-1)?.step ?? 0));
  const stride = Math.max(1, Math.ceil(last / mostPoints));
  const points = Math.ceil(last / stride);
  const x = Array.from({ length: points }, (_, index) => Math.min(last, (index + 1) * stride));
  return [x, ...runs.map((run) => padded(columnOf(run, measure, smoothing, stride), points))];
}

/** Of runs that have not changed nothing is computed again: a line of one run comes while many are shown. */
const known = new WeakMap<RunSeries, Map<Measure, { readonly key: string; readonly column: (number | null)[] }>>();

function columnOf(run: RunSeries, measure: Measure, smoothing: number, stride: number): (number | null)[] {
  const columns = known.get(run) ?? new Map();
  known.set(run, columns);
  const key = `${smoothing} ${stride}`;
  const before = columns.get(measure);
  if (before?.key === key) return before.column;
  const raw = run.steps.map((step) => finite(measure(step)));
  const values = smoothing > 0 ? smoothed(raw, smoothing) : raw;
  const column = stride === 1 && isDense(run.steps) ? values : inBuckets(run.steps, values, stride, smoothing > 0);
  columns.set(measure, { key, column });
  return column;
}

/** Every step from the first one on was measured: each value stands where it belongs already. */
function isDense(steps: readonly StepMetrics[]): boolean {
  return (steps.at(-1)?.step ?? 0) === steps.length;
}

function inBuckets(
  steps: readonly StepMetrics[],
  values: readonly (number | null)[],
  stride: number,
  takeLast: boolean,
): (number | null)[] {
  const sums: number[] = [];
  const counts: number[] = [];
  steps.forEach(({ step }, index) => {
    const value = values[index] ?? null;
    if (value === null) return;
    const bucket = Math.floor((step - 1) / stride);
    const isNew = takeLast || counts[bucket] === undefined;
    sums[bucket] = isNew ? value : (sums[bucket] ?? 0) + value;
    counts[bucket] = isNew ? 1 : (counts[bucket] ?? 0) + 1;
  });
  return Array.from(sums, (sum, bucket) => (sum === undefined ? null : sum / (counts[bucket] ?? 1)));
}

function padded(column: (number | null)[], length: number): (number | null)[] {
  return column.length === length ? column : Array.from({ length }, (_, index) => column[index] ?? null);
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
