import { blendShare, blendTime, checkBlend, type PoolSizes } from '../../../protocol/blend';
import { learningRateAt } from '../../../protocol/learningRate';
import type { BlendConfig } from '../../../protocol/run';
import type { Columns } from '../plot/plotContent';
import type { Draft } from './draft';
import { readNumber } from './numberSettings';

/** Finer than the plot has pixels is of no use. */
const mostPoints = 600;

/**
 * Steps (from 1) and the share of distilled sentences at each, in percent; at most 600 points, both ends among them. No
 * points while a parameter is out of its range; a share that is not known yet is null.
 */
export function blendCurve(blend: BlendConfig, steps: number, pools: PoolSizes | undefined): Columns {
  if (checkBlend(blend) !== undefined) return [[], []];
  const atStep = stepsToDraw(steps);
  const shares = atStep.map((step) => {
    const share = blendShare(blend, blendTime(step, steps), pools);
    return Number.isFinite(share) ? 100 * share : null;
  });
  return [atStep.map((step) => step + 1), shares];
}

/** Steps (from 1) and the learning rate at each. No points while a setting of it is out of its range. */
export function learningRateCurve(draft: Draft, steps: number): Columns {
  const learningRate = readNumber('learningRate', draft.numbers.learningRate);
  const warmup = readNumber('warmup', draft.numbers.warmup);
  if (typeof learningRate !== 'number' || typeof warmup !== 'number') return [[], []];
  const { learningRateSchedule } = draft;
  const atStep = stepsToDraw(steps);
  const plan = { learningRate, learningRateSchedule, warmup, steps };
  return [atStep.map((step) => step + 1), atStep.map((step) => learningRateAt(step, plan))];
}

/** Steps from 0, both ends among them. */
function stepsToDraw(steps: number): readonly number[] {
  const points = Math.min(steps, mostPoints);
  return Array.from({ length: points }, (_, index) =>
    points > 1 ? Math.round((index * (steps - 1)) / (points - 1)) : 0,
  );
}
