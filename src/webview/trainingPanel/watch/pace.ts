import type { StepMetrics } from '../../../protocol/run';

export interface Pace {
  readonly tokensPerSecond: number;
  /** Seconds until the last step is made, at this pace. */
  readonly secondsLeft: number;
}

/** Single steps differ by their sentences' length; the pace is that of so many together. */
const window = 25;

/** How fast a run goes, by its last steps; undefined before two steps are made. */
export function paceOf(steps: readonly StepMetrics[], wanted: number): Pace | undefined {
  const latest = sinceLastStart(steps.slice(-window));
  const first = latest[0];
  const last = latest.at(-1);
  if (!first || !last || last.step === first.step) return undefined;
  const secondsPerStep = (last.elapsed - first.elapsed) / 1000 / (last.step - first.step);
  const tokensPerSecond = latest.reduce((sum, step) => sum + step.tokensPerSecond, 0) / latest.length;
  return { tokensPerSecond, secondsLeft: Math.max(0, wanted - last.step) * secondsPerStep };
}

/** `elapsed` counts from a start: where it falls, the run was resumed. */
function sinceLastStart(steps: readonly StepMetrics[]): readonly StepMetrics[] {
  for (let index = steps.length - 1; index > 0; index--) {
    if ((steps[index]?.elapsed ?? 0) < (steps[index - 1]?.elapsed ?? 0)) return steps.slice(index);
  }
  return steps;
}
