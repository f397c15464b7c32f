import type { Chunk } from './chunk';

/** Something that follows from a chunk alone: found out once, kept as long as the chunk is part of a document. */
export interface PerChunk<Found> {
  of(chunk: Chunk): Found;
  /** What is known already. */
  known(chunk: Chunk): Found | undefined;
}

export function perChunk<Found extends object>(find: (chunk: Chunk) => Found): PerChunk<Found> {
  const found = new WeakMap<Chunk, Found>();
  return {
    known: (chunk) => found.get(chunk),
    of: (chunk) => {
      const known = found.get(chunk) ?? find(chunk);
      found.set(chunk, known);
      return known;
    },
  };
}

/** The same of something that follows from a chunk and from some of its columns. */
export interface PerChunkColumns<Found> {
  of(chunk: Chunk, columns: readonly number[]): Found;
  known(chunk: Chunk, columns: readonly number[]): Found | undefined;
}

export function perChunkColumns<Found extends object>(
  find: (chunk: Chunk, columns: readonly number[]) => Found,
): PerChunkColumns<Found> {
  const byColumns = perChunk(() => new Map<string, Found>());
  return {
    known: (chunk, columns) => byColumns.known(chunk)?.get(columns.join()),
    of: (chunk, columns) => {
      const ofChunk = byColumns.of(chunk);
      const known = ofChunk.get(columns.join()) ?? find(chunk, columns);
      ofChunk.set(columns.join(), known);
      return known;
    },
  };
}
