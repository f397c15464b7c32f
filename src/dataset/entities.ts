import { outside, parseTag, type Tag, type TagSpelling } from './tags';
import type { Entity, TagScheme } from './types';

/**
 * The entities that a sentence's tags spell, read as conlleval's startOfChunk / endOfChunk read them, whatever the
 * scheme: a tag that is illegal in its scheme still starts or goes on with an entity, so that nothing tagged is lost.
 * Cells that are no tags count as O.
 */
export function decodeEntities(tags: readonly string[], spelling: TagSpelling = 'prefix'): Entity[] {
  return decodeTags(tags.map((tag) => parseTag(tag, spelling) ?? outside));
}

/** The same of tags that have been parsed. */
export function decodeTags(tags: readonly Tag[]): Entity[] {
  const entities: Entity[] = [];
  let previous = outside;
  let start = -1;
  for (let index = 0; index <= tags.length; index++) {
    const tag = tags[index] ?? outside;
    if (start >= 0 && ends(previous, tag)) {
      entities.push({ type: previous.type, start, end: index });
      start = -1;
    }
    if (start < 0 && tag.prefix !== 'O') start = index;
    previous = tag;
  }
  return entities;
}

/** Does the entity that `previous` belongs to end before `next`? */
function ends(previous: Tag, next: Tag): boolean {
  if (next.prefix === 'O' || next.type !== previous.type) return true;
  return isLast(previous) || next.prefix === 'B' || next.prefix === 'S' || next.prefix === 'U';
}

function isLast({ prefix }: Tag): boolean {
  return prefix === 'E' || prefix === 'L' || prefix === 'S' || prefix === 'U';
}

/**
 * The tags that spell entities in a scheme.
 * @param entities in any order
 * @throws RangeError when entities overlap, are empty or lie outside the sentence
 */
export function encodeEntities(entities: readonly Entity[], length: number, scheme: TagScheme): string[] {
  const tags = new Array<string>(length).fill('O');
  const sorted = [...entities].sort((a, b) => a.start - b.start);
  sorted.forEach(({ type, start, end }, index) => {
    const before = sorted[index - 1];
    const after = sorted[index + 1];
    if (start < (before?.end ?? 0) || end <= start || end > length) {
      throw new RangeError(`${type} at tokens ${start} to ${end} overlaps another entity or lies outside the sentence`);
    }
    const touchesBefore = before?.end === start && before.type === type;
    const touchesAfter = after?.start === end && after.type === type;
    for (let token = start; token < end; token++) {
      const first = token === start;
      const last = token === end - 1;
      tags[token] = `${prefixIn(scheme, first, last, touchesBefore, touchesAfter)}-${type}`;
    }
  });
  return tags;
}

/**
 * A sentence's tags, spelt anew between two tokens and as far as entities adjoin there, one after the other: an entity that is spelt otherwise
 * could join the next one. All other tags stay as they stand, illegal ones too.
 * @param entities that the sentence is to have; elsewhere they are those of the tags
 * @throws RangeError as encodeEntities
 */
export function respelt(
  tags: readonly string[],
  entities: readonly Entity[],
  { start, end }: { readonly start: number; readonly end: number },
  scheme: TagScheme,
): string[] {
  const spelt = encodeEntities(entities, tags.length, scheme);
  const sorted = [...entities].sort((a, b) => a.start - b.start);
  let [first, last] = [start, end];
  for (const entity of sorted) if (entity.start <= last && last < entity.end) last = entity.end;
  for (const entity of sorted.reverse()) if (entity.start < first && first <= entity.end) first = entity.start;
  return tags.map((tag, token) => (first <= token && token < last ? (spelt[token] ?? tag) : tag));
}

/**
 * The letter that a scheme gives to a token of an entity.
 * @param touchesBefore another entity of the same type ends right before this one
 */
export function prefixIn(
  scheme: TagScheme,
  first: boolean,
  last: boolean,
  touchesBefore: boolean,
  touchesAfter: boolean,
) {
  switch (scheme) {
    case 'iob1':
      return first && touchesBefore ? 'B' : 'I';
    case 'iob2':
      return first ? 'B' : 'I';
    case 'ioe1':
      return last && touchesAfter ? 'E' : 'I';
    case 'ioe2':
      return last ? 'E' : 'I';
    case 'bioes':
      return first && last ? 'S' : first ? 'B' : last ? 'E' : 'I';
    case 'bilou':
      return first && last ? 'U' : first ? 'B' : last ? 'L' : 'I';
  }
}
