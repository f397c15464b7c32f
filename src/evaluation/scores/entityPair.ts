import type { Entity } from '../../dataset';
import { entityReader, type ReadingOptions } from './entityReader';
import { EvaluationError } from './evaluationError';

/** Of each sentence: its tags, one a token. */
export type TaggedSentences = readonly (readonly string[])[];

/** Gold and predicted entities of the same sentences; those of a sentence in the order of the text. */
export interface EntityPair {
  readonly gold: readonly (readonly Entity[])[];
  readonly predicted: readonly (readonly Entity[])[];
}

/**
 * Reads what all evaluations compare.
 * @param gold tags of each sentence
 * @param predicted as many tags of as many sentences
 * @throws EvaluationError when the two differ in sentences or tokens
 */
export function readEntities(gold: TaggedSentences, predicted: TaggedSentences, options?: ReadingOptions): EntityPair {
  refuseOtherShape(gold, predicted);
  const read = entityReader(options);
  return { gold: gold.map(read), predicted: predicted.map(read) };
}

export function isSameSpan(a: Entity, b: Entity): boolean {
  return a.start === b.start && a.end === b.end;
}

export function isSameEntity(a: Entity, b: Entity): boolean {
  return isSameSpan(a, b) && a.type === b.type;
}

function refuseOtherShape(gold: TaggedSentences, predicted: TaggedSentences): void {
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
