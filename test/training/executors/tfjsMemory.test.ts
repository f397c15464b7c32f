import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { createExecutor } from '../../../src/training/executors';
import { expectedBatch, packedBatch, readTinyBert } from './pytorch';

it.each(['tfjs-cpu', 'tfjs-wasm'] as const)('%s keeps no tensor from one step to the next', async (device) => {
  const { executor } = await createExecutor(device, await readTinyBert(), { dropout: 0.1, seed: 1 });
  const options = { learningRate: 1e-3, weightDecay: 0.01, clipNorm: 1 };
  await executor.step(expectedBatch(), { step: 1, ...options });
  const afterOne = tf.memory();
  for (let step = 2; step <= 5; step++) await executor.step(packedBatch(), { step, ...options });
  await executor.gradients(expectedBatch(), 6);
  await executor.logits(expectedBatch());
  await executor.state();
  expect(tf.memory()).toMatchObject({ numTensors: afterOne.numTensors, numBytes: afterOne.numBytes });
  executor.dispose();
  expect(tf.memory()).toMatchObject({ numTensors: 0, numBytes: 0 });
});
