import { encodeEntities, isTag } from '../../dataset';
import { type EvaluationReport, evaluate } from '../../evaluation';
import type { Annotation } from '../teacher';

/**
 * How well a teacher did on files that came with tags: their tags are taken as gold. A file without any tag but O says
 * nothing, and a sentence without an answer is left out.
 */
export class GoldScores {
  readonly #gold: (readonly string[])[] = [];
  readonly #answered: string[][] = [];

  /** A file. @param sentences as they came; `annotations` one a sentence */
  add(
    sentences: readonly { readonly tags: readonly string[] }[],
    annotations: readonly (Annotation | undefined)[],
  ): void {
    const cells = sentences.flatMap(({ tags }) => tags);
    if (!cells.every(isTag) || cells.every((tag) => tag === 'O')) return;
    sentences.forEach(({ tags }, index) => {
      const annotation = annotations[index];
      if (!annotation) return;
      this.#gold.push(tags);
      this.#answered.push(encodeEntities(annotation.entities, tags.length, 'iob2'));
    });
  }

  /** @returns nothing where no file had entities */
  report(): EvaluationReport | undefined {
    return this.#gold.length > 0 ? evaluate(this.#gold, this.#answered) : undefined;
  }
}
