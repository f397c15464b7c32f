import { decodeEntities, type Entity, type TagScheme, type TagSpelling } from '../dataset';
import { readAsConlleval } from './conllevalTags';
import { EvaluationError } from './evaluationError';
import { averages, type Counts, scoresOf } from './scores';
import { strictEntities } from './strictEntities';
import type { EvaluationMode, EvaluationReport } from './types';

export interface EvaluationOptions {
  readonly mode?: EvaluationMode;
  /** For strict mode; IOB2 by default. */
  readonly scheme?: TagScheme;
  /** Where the prefix of each tag stands; for default mode. */
  readonly spelling?: TagSpelling;
}

/**
 * Entity-level precision, recall and F1: an entity is correct when gold has one of the same type over the same tokens.
 * Equal to conlleval and to seqeval 1.2.2, zero where a ratio's denominator is zero.
 * @param gold tags of each sentence
 * @param predicted as many tags of as many sentences
 * @throws EvaluationError when the two differ in sentences or tokens
 */
export function evaluate(
  gold: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
  { mode = 'default', scheme = 'iob2', spelling = 'prefix' }: EvaluationOptions = {},
): EvaluationReport {
  checkSameShape(gold, predicted);
  const entitiesOf = (tags: readonly string[]): readonly Entity[] =>
    mode === 'strict'
      ? strictEntities(tags, scheme)
      : decodeEntities(spelling === 'prefix' ? readAsConlleval(tags) : tags, spelling);
  const counts = new Map<string, Counts>();
  const countsOf = (type: string): Counts => {
    const known = counts.get(type) ?? { gold: 0, predicted: 0, correct: 0 };
    counts.set(type, known);
    return known;
  };
  let tokens = 0;
  let equal = 0;
  gold.forEach((goldTags, sentence) => {
    const predictedTags = predicted[sentence] ?? [];
    tokens += goldTags.length;
    for (let token = 0; token < goldTags.length; token++) if (goldTags[token] === predictedTags[token]) equal++;
    const goldEntities = entitiesOf(goldTags);
    for (const { type } of goldEntities) countsOf(type).gold++;
    for (const entity of entitiesOf(predictedTags)) {
      countsOf(entity.type).predicted++;
      if (goldEntities.some((wanted) => isSame(wanted, entity))) countsOf(entity.type).correct++;
    }
  });
  const types = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...averages([...counts.values()]),
    types: Object.fromEntries(types.map(([type, count]) => [type, scoresOf(count)])),
    accuracy: tokens === 0 ? 0 : equal / tokens,
  };
}

function isSame(a: Entity, b: Entity): boolean {
  return a.start === b.start && a.end === b.end && a.type === b.type;
}

function checkSameShape(gold: readonly (readonly string[])[], predicted: readonly (readonly string[])[]): void {
  const differing = gold.findIndex((tags, sentence) => tags.length !== predicted[sentence]?.length);
  if (differing >= 0 && differing < predicted.length) {
    throw new EvaluationError(
      `sentence ${differing + 1} has ${gold[differing]?.length} tokens in gold, but ${predicted[differing]?.length} in the prediction. Both must hold the same tokens.`,
    );
  }
  if (gold.length !== predicted.length) {
    throw new EvaluationError(
      `gold has ${gold.length} sentences, but the prediction ${predicted.length}. Both must hold the same sentences.`,
    );
  }
}
