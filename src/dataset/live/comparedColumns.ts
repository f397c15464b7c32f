import type { Chunk } from './chunk';
import { chunkColumns, columnUses } from './columnUse';
import type { LiveDocument } from './liveDocument';

/** A column counts as one of tags while at most one cell in twenty is none: a tag that is just being typed changes nothing. */
const leastTags = 0.95;

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
  const uses = columnUses(chunks, live.layout.columnCount);
  const use = (column: number) => {
    const { cells, tags, types } = uses[column] ?? { cells: 0, tags: 0, types: new Set<string>() };
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
