import type { Batch } from '../executors';
import type { SentenceWindow } from '../tokenizer/sentenceWindows';
import { type PackedRows, packRows } from './packRows';

/** A window with what it teaches. */
export interface LabelledWindow extends SentenceWindow {
  /** For each piece: the label of the token that it begins and that the window owns, else -1. */
  readonly labels: Int32Array;
  /** How much each of its labels counts in the loss. */
  readonly weight: number;
}

/** @param labels of the sentence's tokens */
export function labelWindow(window: SentenceWindow, labels: readonly number[], weight = 1): LabelledWindow {
  return { ...window, labels: window.tokens.map((token) => labels[token] ?? -1), weight };
}

/** Where a window went: the index of its first piece in the batch's arrays. */
export interface PackedBatch extends Batch {
  readonly offsets: readonly number[];
}

/**
 * Lays windows out in rows. Windows of one row do not see each other (`segments`), and each counts its positions from
 * 0, so that the student computes what it would for every window alone.
 * @param pad id of [PAD]
 */
export function packBatch(
  windows: readonly (SentenceWindow & Partial<LabelledWindow>)[],
  pad: number,
  packing: PackedRows = packRows(windows.map((window) => window.ids.length)),
): PackedBatch {
  const { rows, length } = packing;
  const size = rows.length * length;
  const ids = new Int32Array(size).fill(pad);
  const positions = new Int32Array(size);
  const segments = new Int32Array(size).fill(-1);
  const labels = new Int32Array(size).fill(-1);
  const weights = windows.some(({ weight = 1 }) => weight !== 1) ? new Float32Array(size).fill(1) : undefined;
  const offsets = new Array<number>(windows.length).fill(0);
  rows.forEach((row, rowIndex) => {
    let offset = rowIndex * length;
    row.forEach((windowIndex, segment) => {
      const window = windows[windowIndex];
      if (!window) throw new RangeError(`there is no window ${windowIndex} to pack`);
      ids.set(window.ids, offset);
      if (window.labels) labels.set(window.labels, offset);
      weights?.fill(window.weight ?? 1, offset, offset + window.ids.length);
      segments.fill(segment, offset, offset + window.ids.length);
      for (let position = 0; position < window.ids.length; position++) positions[offset + position] = position;
      offsets[windowIndex] = offset;
      offset += window.ids.length;
    });
  });
  return { rows: rows.length, length, ids, positions, segments, labels, ...(weights && { weights }), offsets };
}

/** Real word pieces of a batch: all that are not padding. */
export function piecesOf(windows: readonly SentenceWindow[]): number {
  return windows.reduce((sum, window) => sum + window.ids.length, 0);
}
