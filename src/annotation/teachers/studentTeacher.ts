import { decodeEntities } from '../../dataset';
import { entityConfidence } from '../../evaluation';
import type { Teacher } from '../teacher';
import { inBatches } from './inBatches';

/** A trained student, wherever it runs. */
export interface Student {
  /** Of its run. */
  readonly name: string;
  /** The same for the same weights. */
  readonly identity: string;
  readonly entityTypes: readonly string[];
  /** @returns for each sentence its tags, and the probability of each */
  tag(
    sentences: readonly (readonly string[])[],
  ): Promise<readonly { readonly tags: readonly string[]; readonly probabilities: ArrayLike<number> }[]>;
}

/** Sentences that a student is given at once. */
const atOnce = 64;

/** A trained student as a teacher: no LLM, no key, no network. */
export function studentTeacher(student: Student): Teacher {
  const tag = inBatches(student.tag, atOnce);
  return {
    label: `student ${student.name}`,
    identity: { teacher: 'student', student: student.identity },
    entityTypes: student.entityTypes,
    annotate: async (tokens) => {
      const { tags, probabilities } = await tag(tokens);
      const entities = decodeEntities(tags).map((entity) => ({
        ...entity,
        repaired: false,
        confidence: entityConfidence(entity, probabilities),
      }));
      return { entities, rejections: [] };
    },
  };
}
