import { comparedTags } from '../comparedTags';
import type { ConllDocument } from '../document';
import { decodeEntities } from '../entities';
import { legality, tagSchemes } from '../schemes';
import { isTag } from '../tags';
import type { Sentence, TagScheme } from '../types';
import { hash53 } from './sentenceHash';
import { separatorsUsed } from './separators';
import { surfaceForm, untaggedForms } from './surfaceForms';

/** Shorter sentences, such as headlines and datelines, are expected to come again. */
export const LEAST_TOKENS_COMPARED = 5;

/** How the last sentence of a stretch ends. */
export interface LastSentence {
  readonly tag: string;
  /** Nothing but one blank line comes after it. */
  readonly oneBlankLine: boolean;
}

/** What a stretch says of its file; the sum over all stretches is what is known of the file. */
export interface StretchFacts {
  readonly sentences: number;
  readonly withEntities: number;
  /** Entities by type. */
  readonly types: ReadonlyMap<string, number>;
  /** Tags that are none. */
  readonly malformed: number;
  /** Tags that each of `tagSchemes` does not allow. */
  readonly illegal: readonly number[];
  /** How many sentences are legal in which schemes: bit n stands for the nth of `tagSchemes`. */
  readonly legal: ReadonlyMap<number, number>;
  /** Lines by what stands between their columns. */
  readonly separators: ReadonlyMap<string, number>;
  /** How often a surface form is an entity of which type. */
  readonly tagged: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How often tokens, and rows of capitalised ones, are no entity. */
  readonly untagged: ReadonlyMap<string, number>;
  /** Of each sentence, what equal sentences share; NaN for one that is too short to be compared. */
  readonly keys: Float64Array;
  /** The same of its tags, in all columns of tags. */
  readonly tagKeys: Float64Array;
  /** The line of its first token, from the stretch's first. */
  readonly lines: Uint32Array;
  /** A -DOCSTART- line stands above its first sentence. */
  readonly opensDocument: boolean;
  /** Unless a -DOCSTART- line comes after it. */
  readonly lastSentence: LastSentence | undefined;
  readonly endsDocument: boolean;
}

export function stretchFacts(document: ConllDocument): StretchFacts {
  const { sentences, shape } = document;
  const types = new Map<string, number>();
  const illegal = tagSchemes.map(() => 0);
  const legal = new Map<number, number>();
  const tagged = new Map<string, Map<string, number>>();
  const untagged = new Map<string, number>();
  const keys = new Float64Array(sentences.length);
  const tagKeys = new Float64Array(sentences.length);
  const lines = new Uint32Array(sentences.length);
  let withEntities = 0;
  let malformed = 0;
  sentences.forEach((sentence, index) => {
    const { tokens, tags } = sentence;
    lines[index] = sentence.lines[0] ?? 0;
    for (const tag of tags) if (tag !== 'O' && !isTag(tag)) malformed++;
    const compared = tokens.length >= LEAST_TOKENS_COMPARED;
    keys[index] = compared ? hash53(tokens) : Number.NaN;
    tagKeys[index] = compared ? hash53(comparedTags(document, sentence)) : Number.NaN;
    untaggedForms(sentence, (form) => count(untagged, form));
    const entities = entitiesOf(sentence);
    if (entities.length === 0) return;
    withEntities++;
    count(legal, legality(tags, entities, illegal));
    for (const { type, start, end } of entities) {
      count(types, type);
      const form = surfaceForm(tokens, start, end);
      const known = tagged.get(form) ?? new Map<string, number>();
      count(known, type);
      tagged.set(form, known);
    }
  });
  return {
    sentences: sentences.length,
    withEntities,
    types,
    malformed,
    illegal,
    legal,
    separators: separatorsUsed(document),
    tagged,
    untagged,
    keys,
    tagKeys,
    lines,
    opensDocument: shape.opensDocument,
    lastSentence: shape.endsDocument ? undefined : lastSentence(document),
    endsDocument: shape.endsDocument,
  };
}

function lastSentence({ sentences, lineCount }: ConllDocument): LastSentence | undefined {
  const last = sentences.at(-1);
  // What comes after the last line end counts as a line.
  return last && { tag: last.tags.at(-1) ?? 'O', oneBlankLine: last.lines.at(-1) === lineCount - 3 };
}

/** How many tags of a stretch a scheme does not allow. */
export function illegalIn({ illegal }: StretchFacts, scheme: TagScheme): number {
  return illegal[tagSchemes.indexOf(scheme)] ?? 0;
}

/** Most sentences of most files have none, which is seen at once. */
export function entitiesOf({ tags }: Sentence) {
  for (const tag of tags) if (tag !== 'O') return decodeEntities(tags);
  return [];
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
