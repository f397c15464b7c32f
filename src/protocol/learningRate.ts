import type { LearningRateSchedule } from './run';

export interface LearningRatePlan {
  readonly learningRate: number;
  readonly learningRateSchedule: LearningRateSchedule;
  /** Share of steps. */
  readonly warmup: number;
  readonly steps: number;
}

/**
 * The learning rate of a step, as `get_constant_schedule_with_warmup`, `get_linear_schedule_with_warmup` and
 * `get_cosine_schedule_with_warmup` of Hugging Face's transformers give it, whose `Trainer` rounds the warm-up up to
 * whole steps: it rises from 0 in equal parts to the full rate at the first step after the warm-up; then it stays, or
 * falls towards 0, in a straight line or along half a cosine.
 * @param step from 0
 */
export function learningRateAt(step: number, plan: LearningRatePlan): number {
  const warmupSteps = Math.ceil(plan.warmup * plan.steps);
  if (step < warmupSteps) return (plan.learningRate * step) / warmupSteps;
  return plan.learningRate * decay((step - warmupSteps) / (plan.steps - warmupSteps), plan.learningRateSchedule);
}

/** What is left of the full rate. @param progress from 0 to 1, after the warm-up */
function decay(progress: number, schedule: LearningRateSchedule): number {
  switch (schedule) {
    case 'constant':
      return 1;
    case 'linear':
      return 1 - progress;
    case 'cosine':
      return (1 + Math.cos(Math.PI * progress)) / 2;
  }
}
