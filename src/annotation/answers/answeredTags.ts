import { encodeEntities, isTag, type TagScheme } from '../../dataset';
import type { Annotation } from '../teacher';
import { isUsable } from './usableAnswer';

/**
 * The tags that answers give their sentences, a list a sentence.
 * @param keepsOld where an answer says nothing about its sentence, the tags that stand there stay
 */
export function answeredTags(
  sentences: readonly { readonly tokens: readonly string[]; readonly tags: readonly string[] }[],
  annotations: readonly (Annotation | undefined)[],
  scheme: TagScheme,
  keepsOld: boolean,
): (readonly string[])[] {
  return sentences.map(({ tokens, tags }, index) => {
    const annotation = annotations[index];
    if (annotation && keepsOld && !isUsable(annotation) && tags.every(isTag)) return tags;
    return encodeEntities(annotation?.entities ?? [], tokens.length, scheme);
  });
}
