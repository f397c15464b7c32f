import type { StepOptions } from './executor';

/** PyTorch's defaults, as BERT is fine-tuned with. */
export const beta1 = 0.9;
export const beta2 = 0.999;
export const epsilon = 1e-8;

/** What AdamW multiplies by in one step; see `adamW` in kernels.wat. */
export interface AdamWFactors {
  /** On the gradients: clipping by their global norm, as PyTorch's clip_grad_norm_ does. */
  readonly clip: number;
  /** On the first moment: the learning rate with its bias correction. */
  readonly rate: number;
  /** On the square root of the second moment: its bias correction. */
  readonly correction: number;
  /** On a parameter: what decoupled weight decay leaves of it. */
  readonly keep: number;
}

/** @param options clipNorm 0 clips nothing */
export function adamWFactors(options: StepOptions, gradientNorm: number): AdamWFactors {
  const { step, learningRate, weightDecay, clipNorm } = options;
  return {
    clip: clipNorm > 0 ? Math.min(1, clipNorm / (gradientNorm + 1e-6)) : 1,
    rate: learningRate / (1 - beta1 ** step),
    correction: 1 / Math.sqrt(1 - beta2 ** step),
    keep: 1 - learningRate * weightDecay,
  };
}
