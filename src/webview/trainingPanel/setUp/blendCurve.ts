import { blendShare, blendTime, checkBlend, type PoolSizes } from '../../../protocol/blend';
import type { BlendConfig } from '../../../protocol/run';
import type { Columns } from '../plot/plot';

/** Finer than the plot has pixels is of no use. */
const mostPoints = 600;

/**
 * Steps (from 1) and the share of distilled sentences at each, in percent; at most 600 points, both ends among them. No
 * points while a parameter is out of its range; a share that is not known yet is null.
 */
export function blendCurve(blend: BlendConfig, steps: number, pools: PoolSizes | undefined): Columns {
  if (checkBlend(blend) !== undefined) return [[], []];
  const points = Math.min(steps, mostPoints);
  const atStep = Array.from({ length: points }, (_, index) =>
    points > 1 ? Math.round((index * (steps - 1)) / (points - 1)) : 0,
  );
  const shares = atStep.map((step) => {
    const share = blendShare(blend, blendTime(step, steps), pools);
    return Number.isFinite(share) ? 100 * share : null;
  });
  return [atStep.map((step) => step + 1), shares];
}
