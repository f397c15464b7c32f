import { encodeEntities, isTag } from '../../dataset';
import { type EvaluationReport, evaluate } from '../../evaluation';
import type { Annotation } from '../teacher';

/** A sentence as it came, of a file that may have had gold tags. */
interface Asked {
  readonly tags: readonly string[];
}

/**
 * How well a teacher did on files that came with tags: their tags are taken as gold. A file without any tag but O says
 * nothing, and a sentence without an answer is left out.
 * @param files the sentences of each; `annotations` one a sentence, in the order of them all
 * @returns nothing where no file had entities
 */
export function goldScores(
  files: readonly (readonly Asked[])[],
  annotations: readonly (Annotation | undefined)[],
): EvaluationReport | undefined {
  const gold: (readonly string[])[] = [];
  const answered: string[][] = [];
  let index = 0;
  for (const sentences of files) {
    const cells = sentences.flatMap(({ tags }) => tags);
    const isGold = cells.every(isTag) && cells.some((tag) => tag !== 'O');
    for (const { tags } of sentences) {
      const annotation = annotations[index++];
      if (!isGold || !annotation) continue;
      gold.push(tags);
      answered.push(encodeEntities(annotation.entities, tags.length, 'iob2'));
    }
  }
  return gold.length > 0 ? evaluate(gold, answered) : undefined;
}
