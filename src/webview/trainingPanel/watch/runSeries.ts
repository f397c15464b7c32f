import type { DeviceMetrics, DevMetrics, MetricsLine, StepMetrics } from '../../../protocol/run';
import type { Columns } from '../plot/plot';

/** What a run has measured so far. */
export interface RunSeries {
  readonly steps: readonly StepMetrics[];
  readonly dev: readonly DevMetrics[];
  /** What the last start runs on, and what it could not run on. */
  readonly device?: DeviceMetrics;
  /** How many lines of its metrics cannot be read. */
  readonly damaged?: number;
}

export const emptySeries: RunSeries = { steps: [], dev: [] };

/** With further lines. A step that was measured before is measured anew after a resume: what came from it on is forgotten. */
export function extendSeries(series: RunSeries, lines: readonly MetricsLine[]): RunSeries {
  const steps = [...series.steps];
  const dev = [...series.dev];
  let device = series.device;
  for (const line of lines) {
    if (line.kind === 'device') device = line;
    else if (line.kind === 'dev') append(dev, line);
    else append(steps, line);
  }
  return { steps, dev, ...(device && { device }) };
}

function append<T extends { readonly step: number }>(lines: T[], line: T): void {
  while ((lines.at(-1)?.step ?? 0) >= line.step) lines.pop();
  lines.push(line);
}

/** Steps and loss. */
export function lossColumns({ steps }: RunSeries): Columns {
  return [steps.map(({ step }) => step), steps.map(({ loss }) => (Number.isFinite(loss) ? loss : null))];
}

/** Steps, the share of distilled asked for, and the share drawn; in percent. */
export function blendColumns({ steps }: RunSeries): Columns {
  return [
    steps.map(({ step }) => step),
    steps.map(({ blend }) => 100 * blend),
    steps.map(({ realisedBlend }) => 100 * realisedBlend),
  ];
}
