import type { Chunk } from '../live/chunk';
import type { Problem } from './problem';
import type { Finding, Rule, Stretch } from './rule';
import type { LastSentence, StretchFacts } from './stretchFacts';

/** What a rule finds in a chunk: some, and how many there are. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly count: number;
  /** What findings were told as: after most edits that stays the same object. */
  readonly told: Problem[];
}

/** A place in the file: what is known of the chunk that stands there. An edit puts another chunk in the place of one. */
export interface Checked {
  chunk: Chunk;
  facts: StretchFacts;
  /** The last sentence before it, though a document may begin with its first. */
  last: LastSentence | undefined;
  /** No sentence stands above. */
  first: boolean;
  /** By rule; missing where they are to be looked for (again). */
  readonly found: Map<Rule, Found>;
}

/** More findings of a rule in a chunk are counted only; a user sees some, and "fix all" looks for all. */
export const mostKept = 100;
export const nothing: Found = { findings: [], count: 0, told: [] };

/** As rules see it. */
export function stretchOf(place: Checked): Stretch {
  const { chunk, facts, last, first } = place;
  return {
    facts,
    place,
    above: facts.opensDocument ? undefined : last,
    first,
    // Read only where a rule looks at lines.
    get document() {
      return chunk.document;
    },
  };
}
