import type { Rank, Tensor } from '@tensorflow/tfjs-core';
import { RowGradients } from '../rowGradients';
import type { TfjsBackend } from './backend';

/**
 * The gradient of a table [height, width]: `rows` [N, width] added up at their indices `at` [N].
 * Only TensorFlow has a kernel for it that is fit for a vocabulary: that of TFJS's `cpu` compares every index with
 * every row of the table, and `wasm` has none.
 */
export function addUpRows({ tf, id }: TfjsBackend, rows: Tensor, at: Tensor, height: number): Tensor {
  if (id === 'tensorflow') return tf.unsortedSegmentSum(rows, tf.reshape<Rank.R1>(at, [-1]), height);
  const [, width = 0] = rows.shape;
  const table = new RowGradients(new Float32Array(height * width), width);
  table.add(Float32Array.from(rows.dataSync()), Int32Array.from(at.dataSync()));
  return tf.tensor2d(table.gradient, [height, width]);
}
