import { type Annotation, isUsable } from '../../annotation';
import type { Sentence } from '../../dataset';

/**
 * A line for each answer that was not taken as it came, or for a sentence without an answer: nothing that an LLM said
 * disappears unseen.
 * @param annotation undefined where asking failed, with the `failure`
 */
export function reportLines(
  annotation: Annotation | undefined,
  { tokens }: Pick<Sentence, 'tokens'>,
  failure: string | undefined,
): string[] {
  if (annotation === undefined) return [`no answer: ${failure ?? 'not asked'}`];
  const repaired = annotation.entities
    .filter((entity) => entity.repaired)
    .map(({ type, start, end }) => {
      const text = tokens.slice(start, end).join(' ');
      return `repaired: ${type} "${text}" came with other token numbers or in another spelling; the nearest match was taken`;
    });
  const kept = isUsable(annotation) ? '' : '; the tags stay as they were';
  const rejected = annotation.rejections.map(({ reason, message }) => `rejected (${reason}): ${message}${kept}`);
  return [...repaired, ...rejected];
}
