import type { EntityPair } from '../scores/entityPair';
import { type Bucket, breakDownByFrequency, breakDownByLength, breakDownBySeen } from './breakdown';
import { type SurfaceForms, surfaceForms } from './surfaceForms';

/**
 * By length; by frequency in training, or in gold where there is no training; and by what training had.
 * @param sentences the tokens of each
 */
export function allBreakdowns(
  entities: EntityPair,
  sentences: readonly (readonly string[])[],
  training: SurfaceForms | undefined,
): Readonly<Record<string, readonly Bucket[]>> {
  const length = breakDownByLength(entities);
  if (!training) {
    const inGold = surfaceForms(sentences, entities.gold);
    return { length, 'times in gold': breakDownByFrequency(entities, sentences, inGold) };
  }
  return {
    length,
    'times in training': breakDownByFrequency(entities, sentences, training),
    training: breakDownBySeen(entities, sentences, training),
  };
}
