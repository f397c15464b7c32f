import { encodeEntities, isTag, type TagScheme } from '../../dataset';
import type { Annotation } from '../teacher';
import { isUsable } from './usableAnswer';

/**
 * The tags that answers give their sentences, a list a sentence.
 * @param keepsOld where an answer says nothing about its sentence, the tags that stand there stay
 * @param leastConfidence entities that their teacher is less sure of are left out; those of unknown confidence are not
 */
export function answeredTags(
  sentences: readonly { readonly tokens: readonly string[]; readonly tags: readonly string[] }[],
  annotations: readonly (Annotation | undefined)[],
  scheme: TagScheme,
  keepsOld: boolean,
  leastConfidence = 0,
): (readonly string[])[] {
  return sentences.map(({ tokens, tags }, index) => {
    const annotation = annotations[index];
    if (annotation && keepsOld && !isUsable(annotation) && tags.every(isTag)) return tags;
    const sure = (annotation?.entities ?? []).filter(({ confidence = 1 }) => confidence >= leastConfidence);
    return encodeEntities(sure, tokens.length, scheme);
  });
}

/**
 * How much a sentence is to count when a student learns from it: the confidence of its most doubtful entity.
 * @returns nothing where none is known
 */
export function answerWeight(annotation: Annotation | undefined, leastConfidence = 0): number | undefined {
  const known = (annotation?.entities ?? []).flatMap(({ confidence }) =>
    confidence === undefined || confidence < leastConfidence ? [] : [confidence],
  );
  return known.length > 0 ? Math.min(...known) : undefined;
}
