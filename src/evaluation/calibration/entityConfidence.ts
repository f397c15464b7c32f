import type { Entity } from '../../dataset';

/** How sure a student is of an entity: the product of the probabilities of its tokens' tags. */
export function entityConfidence({ start, end }: Entity, probabilities: ArrayLike<number>): number {
  let confidence = 1;
  for (let token = start; token < end; token++) confidence *= probabilities[token] ?? 1;
  return confidence;
}
