import { tagColumns } from '../tagColumns';
import type { LiveDocument } from './liveDocument';
import { perChunk } from './perChunk';

export const chunkTagColumns = perChunk(({ document }) => tagColumns(document));

/** As tagColumns; after an edit, that costs the reading of one chunk. */
export function liveTagColumns(live: LiveDocument): readonly number[] {
  const [first = [], ...others] = live.chunks.map(({ chunk }) => chunkTagColumns.of(chunk));
  return first.filter((column) => others.every((columns) => columns.includes(column)));
}
