import { columnUses } from './columnUse';
import type { LiveDocument } from './liveDocument';

/**
 * The columns in which tags are to be looked for: the document's own tag column, and each other of whose cells more than half are tags. A
 * slip in a cell or a ragged line takes no column away, unlike with `tagColumns`; words and parts of speech are no tags.
 * @returns ascending; after an edit, that costs the reading of one chunk
 */
export function liveTagColumns(live: LiveDocument): readonly number[] {
  const chunks = live.chunks.map(({ chunk }) => chunk);
  return columnUses(chunks, live.layout.columnCount).flatMap(({ cells, tags }, column) =>
    column === live.tagColumn || tags * 2 > cells ? [column] : [],
  );
}
