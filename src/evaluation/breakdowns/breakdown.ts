import type { Entity } from '../../dataset';
import type { EntityPair } from '../scores/entityPair';
import { isSameEntity } from '../scores/entityPair';
import { type Counts, scoresOf } from '../scores/scores';
import type { Scores } from '../scores/types';
import { type SurfaceForms, textOf } from './surfaceForms';

/** Scores of the entities of one kind. */
export interface Bucket {
  readonly name: string;
  readonly scores: Scores;
}

/** By how many tokens an entity has. */
export function breakDownByLength(pair: EntityPair): Bucket[] {
  return breakDown(
    pair,
    ['1 token', '2 tokens', '3 tokens', '4 tokens', '5 or more tokens'],
    ({ start, end }) => Math.min(end - start, 5) - 1,
  );
}

/**
 * By how often an entity's text is an entity in a reference, such as the training set: of any type.
 * @param sentences the tokens of each
 */
export function breakDownByFrequency(
  pair: EntityPair,
  sentences: readonly (readonly string[])[],
  reference: SurfaceForms,
): Bucket[] {
  const least = [0, 1, 2, 5, 10];
  return breakDown(
    pair,
    ['0 times', 'once', '2 to 4 times', '5 to 9 times', '10 times or more'],
    (entity, sentence) => {
      const types = reference.get(textOf(entity, sentences[sentence] ?? []))?.values() ?? [];
      const times = [...types].reduce((sum, count) => sum + count, 0);
      return least.findLastIndex((bound) => times >= bound);
    },
  );
}

/**
 * By whether training had the entity: its text with its type, its text with other types only, or neither. A prediction is
 * taken by its own type, so that precision says how reliable a model is where it repeats what it has seen.
 * @param sentences the tokens of each
 */
export function breakDownBySeen(
  pair: EntityPair,
  sentences: readonly (readonly string[])[],
  training: SurfaceForms,
): Bucket[] {
  return breakDown(pair, ['seen', 'seen as another type', 'unseen'], (entity, sentence) => {
    const types = training.get(textOf(entity, sentences[sentence] ?? []));
    return types === undefined ? 2 : types.has(entity.type) ? 0 : 1;
  });
}

/** Scores by a property that entities over the same tokens and of the same type share. @param placeOf an index of `names` */
function breakDown(
  { gold, predicted }: EntityPair,
  names: readonly string[],
  placeOf: (entity: Entity, sentence: number) => number,
): Bucket[] {
  const counts = names.map((): Counts => ({ gold: 0, predicted: 0, correct: 0 }));
  gold.forEach((wanted, sentence) => {
    const add = (entity: Entity, column: keyof Counts) => {
      const count = counts[placeOf(entity, sentence)];
      if (count) count[column]++;
    };
    for (const entity of wanted) add(entity, 'gold');
    for (const entity of predicted[sentence] ?? []) {
      add(entity, 'predicted');
      if (wanted.some((each) => isSameEntity(each, entity))) add(entity, 'correct');
    }
  });
  return names.flatMap((name, index) => {
    const count = counts[index];
    return count ? [{ name, scores: scoresOf(count) }] : [];
  });
}
