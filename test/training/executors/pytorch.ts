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

type Arrays = ReadonlyMap<string, ArrayLike<number>>;

/** |a - b| / |b|, in the L2 norm, of all arrays of the reference together. */
export function relativeErrorOfAll(actual: Arrays = new Map(), reference: Arrays = new Map()): number {
  let difference = 0;
  let norm = 0;
  for (const [name, wanted] of reference) {
    const values = actual.get(name);
    if (values?.length !== wanted.length)
      throw new Error(`${name} has ${values?.length} values, expected ${wanted.length}`);
    for (let index = 0; index < wanted.length; index++) {
      const value = wanted[index] ?? Number.NaN;
      difference += ((values[index] ?? Number.NaN) - value) ** 2;
      norm += value ** 2;
    }
  }
  return Math.sqrt(difference / norm);
}

export function relativeError(actual: ArrayLike<number>, reference: ArrayLike<number>): number {
  return relativeErrorOfAll(new Map([['', actual]]), new Map([['', reference]]));
}
