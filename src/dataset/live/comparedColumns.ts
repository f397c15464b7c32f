import { parseTag } from '../tags';
import type { Chunk } from './chunk';
import type { LiveDocument } from './liveDocument';
import { perChunk } from './perChunk';

/** A column counts as one of tags while at most one cell in twenty is none: a tag that is just being typed changes nothing. */
const leastTags = 0.95;

interface ColumnUse {
  cells: number;
  tags: number;
  readonly types: Set<string>;
}

/** What stands in each column of a chunk but that of the tokens. */
const chunkColumns = perChunk(({ document }) =>
  Array.from({ length: document.columnCount }, (_, column) => {
    const use: ColumnUse = { cells: 0, tags: 0, types: new Set() };
    if (column === document.tokenColumn) return use;
    for (const sentence of document.sentences)
      for (const text of document.column(sentence, column)) {
        if (text !== '') use.cells++;
        const tag = parseTag(text);
        if (tag) use.tags++;
        if (tag && tag.type !== '') use.types.add(tag.type);
      }
    return use;
  }),
);

/**
 * The columns that say something about the same: the tag column, and each other column of tags that shares an entity type with it. Noun
 * and verb phrases beside entities (CoNLL-2003) are tags too, but nothing to compare.
 * @returns ascending; after an edit, that costs the reading of one chunk
 */
export function comparedColumns(live: LiveDocument): readonly number[] {
  return compared(
    live,
    live.chunks.map(({ chunk }) => chunk),
  );
}

/** By what was looked at before and by the chunks that are given: quick in a long document, and mostly right. */
export function knownComparedColumns(live: LiveDocument, shown: readonly Chunk[]): readonly number[] {
  const looked = live.chunks.flatMap(({ chunk }) =>
    chunkColumns.known(chunk) !== undefined && !shown.includes(chunk) ? [chunk] : [],
  );
  return compared(live, [...shown, ...looked]);
}

/** The entity types of the columns that are compared, as far as is known. */
export function knownTypes(live: LiveDocument): Set<string> {
  const columns = knownComparedColumns(live, []);
  const types = new Set<string>();
  for (const { chunk } of live.chunks)
    for (const column of columns) for (const type of chunkColumns.known(chunk)?.[column]?.types ?? []) types.add(type);
  return types;
}

export function areColumnsKnown(chunk: Chunk): boolean {
  return chunkColumns.known(chunk) !== undefined;
}

export function lookAtColumns(chunk: Chunk): void {
  chunkColumns.of(chunk);
}

function compared(live: LiveDocument, chunks: readonly Chunk[]): readonly number[] {
  const sums = Array.from(
    { length: live.layout.columnCount },
    (): ColumnUse => ({ cells: 0, tags: 0, types: new Set() }),
  );
  for (const chunk of chunks) {
    for (const [column, { cells, tags, types }] of chunkColumns.of(chunk).entries()) {
      const sum = sums[column];
      if (!sum) continue;
      sum.cells += cells;
      sum.tags += tags;
      for (const type of types) sum.types.add(type);
    }
  }
  const use = (column: number) => {
    const { cells, tags, types } = sums[column] ?? { cells: 0, tags: 0, types: new Set() };
    return { isOfTags: tags >= leastTags * cells, types };
  };
  const own = use(live.tagColumn);
  if (live.tagColumn < 0 || !own.isOfTags) return [];
  return Array.from({ length: live.layout.columnCount }, (_, column) => column).filter((column) => {
    if (column === live.tagColumn) return true;
    const { isOfTags, types } = use(column);
    return column !== live.tokenColumn && isOfTags && [...types].some((type) => own.types.has(type));
  });
}
