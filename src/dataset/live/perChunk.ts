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
