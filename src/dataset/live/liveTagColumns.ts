import { tagColumns } from '../tagColumns';
import type { Chunk } from './chunk';
import type { LiveDocument } from './liveDocument';
import { perChunk } from './perChunk';

export const chunkTagColumns = perChunk(({ document }) => tagColumns(document));

/** As tagColumns; after an edit, that costs the reading of one chunk. */
export function liveTagColumns(live: LiveDocument): readonly number[] {
  return common(live.chunks.map(({ chunk }) => chunkTagColumns.of(chunk)));
}

/** By what was looked at before and by the chunks that are given: quick in a long document, and mostly right. */
export function knownTagColumns(live: LiveDocument, shown: readonly Chunk[]): readonly number[] {
  const looked = live.chunks.map(({ chunk }) => chunkTagColumns.known(chunk)).filter((known) => known !== undefined);
  return common([...shown.map((chunk) => chunkTagColumns.of(chunk)), ...looked]);
}

function common([first = [], ...others]: readonly (readonly number[])[]): readonly number[] {
  return first.filter((column) => others.every((columns) => columns.includes(column)));
}
