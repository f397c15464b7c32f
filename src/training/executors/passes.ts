import type { Batch } from './executor';

/** A part of a batch that is computed at once. */
export interface Pass {
  readonly batch: Batch;
  /** From 0: its dropout masks differ from those of the other passes. */
  readonly index: number;
}

/**
 * Divides a batch by its rows into as few passes as possible of at most `pieces` word pieces, or of one row that is
 * longer, and these as equal as rows allow. Rows do not see each other: the gradients of the passes add up to the batch's
 * (gradient accumulation), in less memory.
 * @param pieces all at once where absent
 */
export function passesOf(batch: Batch, pieces: number | undefined): Pass[] {
  const { rows, length } = batch;
  const rowsAtOnce = pieces === undefined ? rows : Math.max(1, Math.floor(pieces / length));
  const count = Math.ceil(rows / rowsAtOnce);
  if (count <= 1) return [{ batch, index: 0 }];
  return Array.from({ length: count }, (_, index) => {
    const first = Math.floor((index * rows) / count);
    const last = Math.floor(((index + 1) * rows) / count);
    return { batch: rowsOf(batch, first, last), index };
  });
}

function rowsOf({ length, ids, positions, segments, labels, weights }: Batch, first: number, last: number): Batch {
  const [start, end] = [first * length, last * length];
  return {
    rows: last - first,
    length,
    ids: ids.subarray(start, end),
    positions: positions.subarray(start, end),
    segments: segments.subarray(start, end),
    labels: labels.subarray(start, end),
    ...(weights && { weights: weights.subarray(start, end) }),
  };
}
