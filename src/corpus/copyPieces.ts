import type { Piece, Range } from '../dataset';
import type { ByteSource } from './byteSource';

/** Takes the bytes of a new file one after the other; they are void once the promise is kept. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/** Bytes gathered before they are read and written together, and what is copied alone. */
const batchSize = 4 * 1024 * 1024;
const largePiece = 256 * 1024;
/** Between two pieces of a batch, fewer bytes than this are cheaper to read than to leap over. */
const smallGap = 64 * 1024;

/**
 * Copies stretches of a file in any order. Small ones are gathered, read in the order of the file and written in their own, so that
 * even a file whose sentences are all mixed up is read in few long sweeps.
 */
export async function copyPieces(source: ByteSource, pieces: readonly Piece[], sink: Sink): Promise<void> {
  let batch: Piece[] = [];
  let gathered = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await sink(await gather(source, batch, gathered));
    batch = [];
    gathered = 0;
  };
  for (const piece of pieces) {
    const length = lengthOf(piece);
    if (typeof piece !== 'string' && length > largePiece) {
      await flush();
      await copyRange(source, piece, sink);
      continue;
    }
    batch.push(piece);
    gathered += length;
    if (gathered >= batchSize) await flush();
  }
  await flush();
}

/** Texts between pieces are ends of lines. */
function lengthOf(piece: Piece): number {
  return typeof piece === 'string' ? piece.length : piece.end - piece.start;
}

async function copyRange(source: ByteSource, { start, end }: Range, sink: Sink): Promise<void> {
  const buffer = new Uint8Array(Math.min(batchSize, end - start));
  for (let position = start; position < end; position += buffer.length) {
    const part = buffer.subarray(0, Math.min(buffer.length, end - position));
    await readAll(source, part, position);
    await sink(part);
  }
}

async function gather(source: ByteSource, pieces: readonly Piece[], length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const ranges: (Range & { readonly to: number })[] = [];
  let to = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') bytes.set(Buffer.from(piece), to);
    else ranges.push({ start: piece.start, end: piece.end, to });
    to += lengthOf(piece);
  }
  ranges.sort((a, b) => a.start - b.start);
  for (let first = 0; first < ranges.length; ) {
    const start = ranges[first]?.start ?? 0;
    let end = start;
    let next = first;
    for (let range = ranges[next]; range; range = ranges[++next]) {
      if (next > first && (range.start - end > smallGap || range.end - start > batchSize)) break;
      end = Math.max(end, range.end);
    }
    const sweep = new Uint8Array(end - start);
    await readAll(source, sweep, start);
    for (const range of ranges.slice(first, next)) {
      bytes.set(sweep.subarray(range.start - start, range.end - start), range.to);
    }
    first = next;
  }
  return bytes;
}

async function readAll(source: ByteSource, into: Uint8Array, position: number): Promise<void> {
  if ((await source.read(into, position)) === into.length) return;
  await source.refuseChanged();
  throw new Error(`${source.name}: the file ended at byte ${position}, before all of it was read.`);
}
