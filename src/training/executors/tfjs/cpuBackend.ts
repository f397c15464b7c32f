import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { TfjsBackend } from './backend';

/** Plain JavaScript: for tests. */
export async function startCpuBackend(): Promise<TfjsBackend> {
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return { tf, id: 'cpu', device: 'TFJS cpu (JavaScript), 1 thread' };
}
