import { type AnnotationJob, isUsable } from '../../annotation';
import type { Sentence } from '../../dataset';

/**
 * One line for each answer that was not taken as it came, and each sentence without an answer, with the place it is
 * about: nothing that an LLM said disappears unseen.
 * @param sentences those of the job, in its order
 * @param place names a sentence's first line in a form that the output view turns into a link
 */
export function reportLines(
  job: AnnotationJob,
  sentences: readonly Sentence[],
  place: (sentence: Sentence, index: number) => string,
): string[] {
  const failures = new Map(job.failures.map(({ sentence, error }) => [sentence, error]));
  return sentences.flatMap((sentence, index) => {
    const annotation = job.annotations[index];
    if (annotation === undefined) {
      return [`${place(sentence, index)} no answer: ${failures.get(index)?.message ?? 'not asked'}`];
    }
    const repaired = annotation.entities
      .filter((entity) => entity.repaired)
      .map(({ type, start, end }) => {
        const text = sentence.tokens.slice(start, end).join(' ');
        return `${place(sentence, index)} repaired: ${type} "${text}" came with other token numbers or in another spelling; the nearest match was taken`;
      });
    const kept = isUsable(annotation) ? '' : '; the tags stay as they were';
    const rejected = annotation.rejections.map(
      ({ reason, message }) => `${place(sentence, index)} rejected (${reason}): ${message}${kept}`,
    );
    return [...repaired, ...rejected];
  });
}
