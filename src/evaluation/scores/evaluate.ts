import { type EntityPair, isSameEntity, readEntities, type TaggedSentences } from './entityPair';
import type { ReadingOptions } from './entityReader';
import { averages, type Counts, scoresOf } from './scores';
import type { EvaluationReport } from './types';

/**
 * Entity-level precision, recall and F1: an entity is correct when gold has one of the same type over the same tokens.
 * Equal to conlleval and to seqeval 1.2.2, zero where a ratio's denominator is zero.
 * @param gold tags of each sentence
 * @param predicted as many tags of as many sentences
 * @throws EvaluationError when the two differ in sentences or tokens
 */
export function evaluate(
  gold: TaggedSentences,
  predicted: TaggedSentences,
  options?: ReadingOptions,
): EvaluationReport {
  return { ...scoreEntities(readEntities(gold, predicted, options)), accuracy: accuracyOf(gold, predicted) };
}

/** The same of entities that have been read. */
export function scoreEntities({ gold, predicted }: EntityPair): Omit<EvaluationReport, 'accuracy'> {
  const counts = new Map<string, Counts>();
  const countsOf = (type: string): Counts => {
    const known = counts.get(type);
    if (known !== undefined) return known;
    const fresh = { gold: 0, predicted: 0, correct: 0 };
    counts.set(type, fresh);
    return fresh;
  };
  gold.forEach((wanted, sentence) => {
    for (const { type } of wanted) countsOf(type).gold++;
    for (const entity of predicted[sentence] ?? []) {
      const count = countsOf(entity.type);
      count.predicted++;
      if (wanted.some((each) => isSameEntity(each, entity))) count.correct++;
    }
  });
  const types = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...averages([...counts.values()]),
    types: Object.fromEntries(types.map(([type, count]) => [type, scoresOf(count)])),
  };
}

/** Share of tokens with gold's tag. */
function accuracyOf(gold: TaggedSentences, predicted: TaggedSentences): number {
  let [tokens, equal] = [0, 0];
  gold.forEach((wanted, sentence) => {
    const found = predicted[sentence] ?? [];
    tokens += wanted.length;
    for (let token = 0; token < wanted.length; token++) if (wanted[token] === found[token]) equal++;
  });
  return tokens === 0 ? 0 : equal / tokens;
}
