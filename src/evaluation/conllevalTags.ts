import { isTag } from '../dataset';

/**
 * Tags as conlleval reads them: what stands before the first hyphen is the prefix, known or not, and one it does not
 * know means inside. A cell without a hyphen is inside an entity of that type, so that bare types count too.
 */
export function readAsConlleval(tags: readonly string[]): readonly string[] {
  return tags.every(isTag) ? tags : tags.map((tag) => (isTag(tag) ? tag : `I-${tag.slice(tag.indexOf('-') + 1)}`));
}
