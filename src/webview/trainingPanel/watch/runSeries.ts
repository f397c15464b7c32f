import type { DeviceMetrics, DevMetrics, MetricsLine, StepMetrics } from '../../../protocol/run';

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

/** The evaluation on dev with the best micro F1, the earliest of equals: its checkpoint is the best one. */
export function bestOnDev({ dev }: RunSeries): DevMetrics | undefined {
  let best: DevMetrics | undefined;
  for (const line of dev) if (!best || line.report.micro.f1 > best.report.micro.f1) best = line;
  return best;
}
