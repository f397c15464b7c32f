/** The blend schedules: which share p(t) of a batch is drawn from the distilled pool, as the run goes from t = 0 to t = 1. */
import type { BlendConfig, BlendName } from './run';

/** How many sentences each pool holds. */
export interface PoolSizes {
  readonly original: number;
  readonly distilled: number;
}

export type BlendParameter = Exclude<keyof BlendConfig, 'name'>;

interface ParameterRange {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** For people, beside its input field. */
  readonly label: string;
}

/** Defaults and ranges (both ends allowed) of the parameters. */
export const blendParameters: Readonly<Record<BlendParameter, ParameterRange>> = {
  switchAt: { default: 0.5, min: 0, max: 1, label: 'Share of steps before the switch' },
  from: { default: 1, min: 0, max: 1, label: 'First share of distilled' },
  to: { default: 0, min: 0, max: 1, label: 'Last share of distilled' },
  steepness: { default: 10, min: 0.01, max: 100, label: 'Steepness' },
  centre: { default: 0.5, min: 0, max: 1, label: 'Centre' },
  exponent: { default: 2, min: 0.01, max: 100, label: 'Exponent' },
  share: { default: 0.5, min: 0, max: 1, label: 'Share of distilled' },
};

/** Which parameters each blend schedule has; the keys are all schedules, in the order to show them in. */
export const blendParametersOf: Readonly<Record<BlendName, readonly BlendParameter[]>> = {
  original: [],
  distilled: [],
  'simple-mix': ['switchAt'],
  'reverse-mix': ['switchAt'],
  linear: ['from', 'to'],
  cosine: ['from', 'to'],
  sigmoid: ['steepness', 'centre', 'from', 'to'],
  power: ['exponent'],
  all: [],
  constant: ['share'],
};

/** Says what is wrong with a parameter, or nothing when each is one of the schedule's and in its range. */
export function checkBlend(blend: BlendConfig): string | undefined {
  const allowed = blendParametersOf[blend.name];
  for (const [key, value] of Object.entries(blend)) {
    if (key === 'name' || value === undefined) continue;
    const parameter = allowed.find((known) => known === key);
    if (!parameter) {
      return `${blend.name} has no parameter ${key}; it takes ${allowed.join(', ') || 'none'}`;
    }
    const { min, max } = blendParameters[parameter];
    if (typeof value !== 'number' || !(value >= min && value <= max)) {
      return `${key} of ${blend.name} must be a number from ${min} to ${max}, but is ${value}`;
    }
  }
  return undefined;
}

/**
 * The share of distilled sentences at time `t` in [0, 1].
 * @param counts needed by `all` alone, whose share is distilled / (distilled + original): without them its share is
 * unknown, NaN.
 */
export function blendShare(blend: BlendConfig, t: number, counts?: PoolSizes): number {
  const value = (parameter: BlendParameter) => blend[parameter] ?? blendParameters[parameter].default;
  const between = (share: number) => value('to') + (value('from') - value('to')) * share;
  switch (blend.name) {
    case 'original':
      return 0;
    case 'distilled':
      return 1;
    case 'simple-mix':
      return t < value('switchAt') ? 1 : 0;
    case 'reverse-mix':
      return t < value('switchAt') ? 0 : 1;
    case 'linear':
      return between(1 - t);
    case 'cosine':
      return between((1 + Math.cos(Math.PI * t)) / 2);
    case 'sigmoid':
      return between(rescaledSigmoid(value('steepness'), value('centre'), t));
    case 'power':
      return (1 - t) ** value('exponent');
    case 'all':
      return counts ? counts.distilled / (counts.distilled + counts.original) : Number.NaN;
    case 'constant':
      return value('share');
  }
}

/** t of a step, counted from 0: step / (steps - 1), so that the last step has t = 1; a run of one step has t = 0. */
export function blendTime(step: number, steps: number): number {
  return steps > 1 ? step / (steps - 1) : 0;
}

/** The falling logistic curve 1 / (1 + exp(k (t - c))), stretched to go from 1 at t = 0 to 0 at t = 1 exactly. */
function rescaledSigmoid(k: number, c: number, t: number): number {
  const falling = (time: number) => 1 / (1 + Math.exp(k * (time - c)));
  return (falling(t) - falling(1)) / (falling(0) - falling(1));
}
