import type { LearningRateSchedule } from '../protocol/run';

export interface LearningRatePlan {
  readonly learningRate: number;
  readonly learningRateSchedule: LearningRateSchedule;
  /** Share of steps. */
  readonly warmup: number;
  readonly steps: number;
}

/**
 * The learning rate of a step, as `get_constant_schedule_with_warmup` and `get_linear_schedule_with_warmup` of Hugging
 * Face's transformers give it, but without their first step of rate 0: it rises in equal parts to the full rate at the
 * last warm-up step, then stays, or falls in a straight line to 0 after the last step.
 * @param step from 0
 */
export function learningRateAt(step: number, plan: LearningRatePlan): number {
  const warmupSteps = Math.ceil(plan.warmup * plan.steps);
  if (step < warmupSteps) return (plan.learningRate * (step + 1)) / warmupSteps;
  if (plan.learningRateSchedule === 'constant') return plan.learningRate;
  return (plan.learningRate * (plan.steps - step)) / (plan.steps - warmupSteps);
}
