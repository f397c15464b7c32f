import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Batch, StudentModel } from '../../../src/training/executors';
import { readBertFolder } from '../../../src/training/weights';

/** A batch of PyTorch's: a sentence a row, padded. */
interface ExpectedBatch {
  rows: number;
  length: number;
  lengths: number[];
  ids: number[];
  labels: number[];
}

/** What PyTorch computed; see scripts/make-pytorch-fixtures.py. */
export interface Expected extends ExpectedBatch {
  numLabels: number;
  logits: number[];
  loss: number;
  /** All their elements, or their summaries. */
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

const folder = path.resolve(import.meta.dirname, '../../fixtures/pytorch');

export function readExpected<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
}

export const expected = readExpected<Expected>('tiny/expected.json');

export function readTinyBert(): Promise<StudentModel> {
  return readBertFolder(path.join(folder, 'tiny'), { numLabels: expected.numLabels, seed: 1 });
}

/** PyTorch's batch. */
export function expectedBatch(from: ExpectedBatch = expected): Batch {
  const { rows, length, lengths } = from;
  const pieces = Array.from({ length: rows * length }, (_, index) => index % length);
  return {
    rows,
    length,
    ids: Int32Array.from(from.ids),
    positions: Int32Array.from(pieces),
    segments: Int32Array.from(pieces, (position, index) =>
      position < (lengths[Math.floor(index / length)] ?? 0) ? 0 : -1,
    ),
    labels: Int32Array.from(from.labels),
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

/** As `summary` of the generator: the norm, and the projections on two vectors of elements from -1 to 1. */
export function summary(values: Float32Array): number[] {
  const sums = [0, 0, 0];
  values.forEach((value, index) => {
    sums[0] = (sums[0] ?? 0) + value ** 2;
    [0x9e3779b1, 0x85ebca6b].forEach((factor, vector) => {
      const element = (Math.imul(index, factor) >>> 0) / 2 ** 31 - 1;
      sums[vector + 1] = (sums[vector + 1] ?? 0) + value * element;
    });
  });
  return sums.map((sum, index) => (index === 0 ? Math.sqrt(sum) : sum));
}
