import type { Entity } from '../../dataset';
import { isSameSpan } from '../scores/entityPair';

/** A gold entity and the prediction that stands for it; one of the two is missing where nothing overlaps. */
export interface AlignedEntities {
  readonly gold?: Entity;
  readonly predicted?: Entity;
}

/**
 * Aligns the entities of one sentence one to one: first those over the same tokens; then those of the same type that
 * overlap, the largest overlap first; then those of different types that overlap, likewise; of equal overlaps the
 * leftmost. What is left over is missed or spurious.
 * @param gold without overlaps among themselves, as tags spell them; `predicted` too
 * @returns all entities of both, in the order of the text
 */
export function alignEntities(gold: readonly Entity[], predicted: readonly Entity[]): AlignedEntities[] {
  const aligned: AlignedEntities[] = [];
  const openGold = new Set(gold);
  const openPredicted = new Set(predicted);
  const candidates = gold
    .flatMap((wanted) =>
      predicted.map((found) => ({ gold: wanted, predicted: found, rank: rankOf(wanted, found) })).filter(isOverlapping),
    )
    .sort((a, b) => b.rank - a.rank);
  for (const { gold: wanted, predicted: found } of candidates) {
    if (!openGold.has(wanted) || !openPredicted.has(found)) continue;
    openGold.delete(wanted);
    openPredicted.delete(found);
    aligned.push({ gold: wanted, predicted: found });
  }
  for (const wanted of openGold) aligned.push({ gold: wanted });
  for (const found of openPredicted) aligned.push({ predicted: found });
  return aligned.sort((a, b) => startOf(a) - startOf(b));
}

/** More than any overlap in a sentence. */
const tier = 0x1_0000_0000;

/** Tokens in common; the same type and then the same span come before any number of them. */
function rankOf(gold: Entity, predicted: Entity): number {
  const overlap = Math.min(gold.end, predicted.end) - Math.max(gold.start, predicted.start);
  if (overlap <= 0) return 0;
  return overlap + (isSameSpan(gold, predicted) ? 2 * tier : gold.type === predicted.type ? tier : 0);
}

function isOverlapping({ rank }: { readonly rank: number }): boolean {
  return rank > 0;
}

function startOf({ gold, predicted }: AlignedEntities): number {
  return gold?.start ?? predicted?.start ?? 0;
}
