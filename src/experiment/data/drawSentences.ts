import { shuffled } from '../../dataset';

/**
 * Which sentences a seed takes of `total`: the first `size` of one shuffled order, so that of one seed every smaller set
 * is part of every larger one.
 */
export function drawSentences(total: number, size: number, seed: number): ReadonlySet<number> {
  const order = shuffled(
    Array.from({ length: total }, (_, index) => index),
    seed,
  );
  return new Set(order.slice(0, size));
}
