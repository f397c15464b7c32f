import { decodeEntities, encodeEntities, prefixIn } from './entities';
import { parseTag } from './tags';
import type { Entity, TagScheme } from './types';

/** In order of preference where a file fits several: the commoner first. */
export const tagSchemes: readonly TagScheme[] = ['iob2', 'bioes', 'bilou', 'iob1', 'ioe2', 'ioe1'];

export interface SchemeDetection {
  /** The scheme in which the fewest tags are illegal; the first in order of preference among equals. */
  readonly scheme: TagScheme;
  /** All schemes that fit as well: the file's tags do not tell them apart. */
  readonly alternatives: readonly TagScheme[];
  /** Tags that are illegal in `scheme`. */
  readonly illegal: number;
}

/** Tries every scheme on every sentence. */
export function inspectScheme(tagSequences: readonly (readonly string[])[]): SchemeDetection {
  return chooseScheme(countIllegal(tagSequences));
}

/** How many tags each scheme does not allow. */
export function countIllegal(tagSequences: readonly (readonly string[])[]): Map<TagScheme, number> {
  const illegal = tagSchemes.map(() => 0);
  for (const tags of tagSequences) {
    if (tags.some((tag) => tag !== 'O')) legality(tags, decodeEntities(tags), illegal);
  }
  return new Map(tagSchemes.map((scheme, index) => [scheme, illegal[index] ?? 0]));
}

/**
 * Holds a sentence against every scheme at once.
 * @param entities as decodeEntities reads them from the tags
 * @param illegal how many tags each of `tagSchemes` does not allow, to which this sentence's are added
 * @returns the schemes that allow all of its tags: bit n stands for the nth of `tagSchemes`
 */
export function legality(tags: readonly string[], entities: readonly Entity[], illegal: number[]): number {
  let legal = (1 << tagSchemes.length) - 1;
  entities.forEach(({ type, start, end }, index) => {
    const before = entities[index - 1];
    const after = entities[index + 1];
    const touchesBefore = before?.end === start && before.type === type;
    const touchesAfter = after?.start === end && after.type === type;
    for (let token = start; token < end; token++) {
      const prefix = tags[token]?.charAt(0);
      for (let scheme = 0; scheme < tagSchemes.length; scheme++) {
        const name = tagSchemes[scheme] ?? 'iob2';
        if (prefixIn(name, token === start, token === end - 1, touchesBefore, touchesAfter) === prefix) continue;
        legal &= ~(1 << scheme);
        illegal[scheme] = (illegal[scheme] ?? 0) + 1;
      }
    }
  });
  return legal;
}

/** @param illegal tags of each scheme; a scheme that is missing has none */
export function chooseScheme(illegal: ReadonlyMap<TagScheme, number>): SchemeDetection {
  const countOf = (scheme: TagScheme): number => illegal.get(scheme) ?? 0;
  const fewest = Math.min(...tagSchemes.map(countOf));
  const [scheme = 'iob2', ...alternatives] = tagSchemes.filter((candidate) => countOf(candidate) === fewest);
  return { scheme, alternatives, illegal: fewest };
}

export function detectScheme(tagSequences: readonly (readonly string[])[]): TagScheme {
  return inspectScheme(tagSequences).scheme;
}

/** A tag that the scheme does not allow where it stands. */
export interface IllegalTag {
  readonly token: number;
  readonly tag: string;
  /** The tag that spells the same entity legally. */
  readonly expected: string;
}

/**
 * A sequence is legal when it is the one spelling of its own entities; where it differs from that spelling, the tag is
 * illegal. Cells that are no tags at all are left to the rule for tag syntax.
 */
export function illegalTags(tags: readonly string[], scheme: TagScheme): IllegalTag[] {
  const legal = encodeEntities(decodeEntities(tags), tags.length, scheme);
  return tags.flatMap((tag, token) => {
    const expected = legal[token] ?? 'O';
    return tag === expected || parseTag(tag) === undefined ? [] : [{ token, tag, expected }];
  });
}
