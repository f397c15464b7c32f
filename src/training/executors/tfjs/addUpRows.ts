import type { Rank, Tensor } from '@tensorflow/tfjs-core';
import { RowGradients } from '../rowGradients';
import type { TfjsBackend } from './backend';

/**
 * The gradient of a table [height, width]: `rows` [N, width] added up at their indices `at` [N], always in the same
 * order, so that the same step gives the same bits.
 */
export function addUpRows(backend: TfjsBackend, rows: Tensor, at: Int32Array, height: number): Tensor {
  if (backend.id === 'tensorflow') {
    return backend.tf.unsortedSegmentSum(rows, backend.tf.tensor1d(at, 'int32'), height);
  }
  return backend.id === 'webgpu' ? addUpOnGpu(backend, rows, at, height) : addUpHere(backend, rows, at, height);
}

/** TFJS's `cpu` compares every index with every row of the table, and its `wasm` has no kernel for it. */
function addUpHere({ tf }: TfjsBackend, rows: Tensor, at: Int32Array, height: number): Tensor {
  const [, width = 0] = rows.shape;
  const table = new RowGradients(new Float32Array(height * width), width);
  table.add(Float32Array.from(rows.dataSync()), at);
  return tf.tensor2d(table.gradient, [height, width]);
}

/** A GPU's own kernels add in the order in which its threads come. A product with a matrix of ones and zeros does not. */
function addUpOnGpu({ tf }: TfjsBackend, rows: Tensor, at: Int32Array, height: number): Tensor {
  const [count = 0, width = 0] = rows.shape;
  const places = new Map<number, number>();
  for (const index of at) if (!places.has(index)) places.set(index, places.size);
  const belongs = new Float32Array(places.size * count);
  at.forEach((index, row) => {
    belongs[(places.get(index) ?? 0) * count + row] = 1;
  });
  return tf.tidy(() => {
    const sums = tf.matMul(tf.tensor2d(belongs, [places.size, count]), tf.reshape<Rank.R2>(rows, [count, width]));
    const indices = tf.tensor2d(Int32Array.from(places.keys()), [places.size, 1], 'int32');
    return tf.scatterND<Rank.R2>(indices, sums, [height, width]);
  });
}
