import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Batch, StudentModel } from '../../../src/training/executors';
import { readBertFolder } from '../../../src/training/weights';

/** What PyTorch computed; see scripts/make-pytorch-fixtures.py. */
interface Expected {
  rows: number;
  length: number;
  numLabels: number;
  lengths: number[];
  ids: number[];
  labels: number[];
  logits: number[];
  loss: number;
  gradients: Record<string, number[]>;
  training: {
    steps: number;
    weightDecay: number;
    clipNorm: number;
    losses: number[];
    gradientNorms: number[];
    learningRates: number[];
  };
}

const folder = path.resolve(import.meta.dirname, '../../fixtures/pytorch/tiny');

export const expected: Expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8'));

export function readTinyBert(): Promise<StudentModel> {
  return readBertFolder(folder, { numLabels: expected.numLabels, seed: 1 });
}

/** PyTorch's batch: a sentence a row, padded. */
export function expectedBatch(): Batch {
  const { rows, length, lengths } = expected;
  const pieces = Array.from({ length: rows * length }, (_, index) => index % length);
  return {
    rows,
    length,
    ids: Int32Array.from(expected.ids),
    positions: Int32Array.from(pieces),
    segments: Int32Array.from(pieces, (position, index) =>
      position < (lengths[Math.floor(index / length)] ?? 0) ? 0 : -1,
    ),
    labels: Int32Array.from(expected.labels),
  };
}

/** The same sentences, two in each row of twice the length. */
export function packedBatch(): Batch {
  const padded = expectedBatch();
  return {
    ...padded,
    rows: padded.rows / 2,
    length: padded.length * 2,
    segments: padded.segments.map((segment, index) => (segment < 0 ? -1 : Math.floor(index / padded.length) % 2)),
  };
}

/** |a - b| / |b|, in the L2 norm. */
export function relativeError(actual: Iterable<number>, reference: ArrayLike<number>): number {
  let difference = 0;
  let norm = 0;
  let index = 0;
  for (const value of actual) {
    const wanted = reference[index++] ?? Number.NaN;
    difference += (value - wanted) ** 2;
    norm += wanted ** 2;
  }
  if (index !== reference.length) throw new Error(`${index} values, expected ${reference.length}`);
  return Math.sqrt(difference / norm);
}
