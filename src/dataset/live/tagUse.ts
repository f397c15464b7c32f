import { decodeEntities } from '../entities';
import { chooseScheme, legality, type SchemeDetection, tagSchemes } from '../schemes';
import type { TagScheme } from '../types';
import type { Chunk } from './chunk';
import { areColumnsKnown, lookAtColumns } from './comparedColumns';
import type { LiveDocument } from './liveDocument';
import type { EntityLine } from './liveEntities';
import { perChunkColumns } from './perChunk';

/** Which entities a text has, and how they are written. */
export interface TagUse extends SchemeDetection {
  /** Entities by type. */
  readonly types: ReadonlyMap<string, number>;
}

interface ChunkTagUse {
  readonly types: ReadonlyMap<string, number>;
  readonly illegal: ReadonlyMap<TagScheme, number>;
  /** Of each type, where the first entity begins: a line from the chunk's first. */
  readonly firsts: ReadonlyMap<string, number>;
}

const chunkTagUse = perChunkColumns<ChunkTagUse>(({ document }, [column = -1]) => {
  const firsts = new Map<string, number>();
  const types = new Map<string, number>();
  const illegal = tagSchemes.map(() => 0);
  for (const sentence of document.sentences) {
    const tags =
      column === document.tagColumn ? sentence.tags : document.column(sentence, column).map((tag) => tag || 'O');
    if (tags.every((tag) => tag === 'O')) continue;
    const entities = decodeEntities(tags);
    legality(tags, entities, illegal);
    for (const { type, start } of entities) {
      if (!types.has(type)) firsts.set(type, sentence.lines[start] ?? 0);
      types.set(type, (types.get(type) ?? 0) + 1);
    }
  }
  return { types, firsts, illegal: new Map(tagSchemes.map((scheme, index) => [scheme, illegal[index] ?? 0])) };
});

/**
 * Of the whole document; after an edit, that costs the reading of one chunk.
 * @param column whose tags are looked at
 */
export function tagUse(live: LiveDocument, column: number = live.tagColumn): TagUse {
  return merged(live.chunks.map(({ chunk }) => chunkTagUse.of(chunk, [column])));
}

/** Of what was looked at before. */
export function knownTagUse(live: LiveDocument): TagUse {
  const chunks = live.chunks.map(({ chunk }) => chunkTagUse.known(chunk, [live.tagColumn]));
  return merged(chunks.filter((use) => use !== undefined));
}

/** Was all of the document looked at, in its column of tags and in the others? */
export function isLookedAt(live: LiveDocument): boolean {
  return live.chunks.every(({ chunk }) => isChunkLookedAt(chunk, live.tagColumn));
}

function isChunkLookedAt(chunk: Chunk, tagColumn: number): boolean {
  return chunkTagUse.known(chunk, [tagColumn]) !== undefined && areColumnsKnown(chunk);
}

/** Where the first entity of each type begins in every chunk, ascending by chunk: as much as can be told apart from afar. */
export function* firstEntityLines(live: LiveDocument): Generator<EntityLine> {
  for (const { chunk, line } of live.chunks)
    for (const [type, first] of chunkTagUse.of(chunk, [live.tagColumn]).firsts) yield { line: line + first, type };
}

/** Looks at the document step by step, so that a long one can be looked at in between other work. */
export function* lookAtTags(live: LiveDocument): Generator<void> {
  for (const { chunk } of live.chunks) {
    if (isChunkLookedAt(chunk, live.tagColumn)) continue;
    chunkTagUse.of(chunk, [live.tagColumn]);
    lookAtColumns(chunk);
    yield;
  }
}

function merged(uses: readonly ChunkTagUse[]): TagUse {
  return { types: summed(uses.map((use) => use.types)), ...chooseScheme(summed(uses.map((use) => use.illegal))) };
}

function summed<Key>(counts: readonly ReadonlyMap<Key, number>[]): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const each of counts) for (const [key, count] of each) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}
