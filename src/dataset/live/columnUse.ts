import { parseTag } from '../tags';
import type { Chunk } from './chunk';
import { perChunk } from './perChunk';

/** What stands in a column. */
export interface ColumnUse {
  /** Without those that ragged lines lack. */
  readonly cells: number;
  readonly tags: number;
  /** Entity types that its tags name. */
  readonly types: ReadonlySet<string>;
}

interface Sum {
  cells: number;
  tags: number;
  readonly types: Set<string>;
}

/** Of each column of a chunk; that of the tokens counts as empty. */
export const chunkColumns = perChunk(({ document }): readonly ColumnUse[] => {
  const uses = empty(document.columnCount);
  for (const { lines } of document.sentences) {
    for (const line of lines) {
      for (const [column, { text }] of document.cells(line).entries()) {
        const use = column === document.tokenColumn ? undefined : uses[column];
        if (!use || text === '') continue;
        use.cells++;
        const tag = parseTag(text);
        if (tag) use.tags++;
        if (tag && tag.type !== '') use.types.add(tag.type);
      }
    }
  }
  return uses;
});

/** Of each column of some chunks together. */
export function columnUses(chunks: readonly Chunk[], columnCount: number): readonly ColumnUse[] {
  const sums = empty(columnCount);
  for (const chunk of chunks) {
    for (const [column, { cells, tags, types }] of chunkColumns.of(chunk).entries()) {
      const sum = sums[column];
      if (!sum) continue;
      sum.cells += cells;
      sum.tags += tags;
      for (const type of types) sum.types.add(type);
    }
  }
  return sums;
}

function empty(columnCount: number): Sum[] {
  return Array.from({ length: columnCount }, () => ({ cells: 0, tags: 0, types: new Set<string>() }));
}
