import { tagColumns } from '../tagColumns';
import type { LiveDocument } from './liveDocument';
import { perChunk } from './perChunk';

export const chunkTagColumns = perChunk(({ document }) => tagColumns(document));

/** As tagColumns; after an edit, that costs the reading of one chunk. */
export function liveTagColumns(live: LiveDocument): readonly number[] {
  const [first = [], ...others] = live.chunks.map(({ chunk }) => chunkTagColumns.of(chunk));
  return first.filter((column) => others.every((columns) => columns.includes(column)));
}

/** The columns of tags that are edited together: those, and the document's own, in which something else may stand too. */
export function editedTagColumns(live: LiveDocument): readonly number[] {
  const columns = liveTagColumns(live);
  return live.tagColumn < 0 || columns.includes(live.tagColumn) ? columns : [...columns, live.tagColumn];
}
