import { afterAll, describe, expect, test } from 'vitest';
import type { DeviceChoice } from '../../../src/protocol/run';
import { createExecutor, type Executor } from '../../../src/training/executors';
import { expectedBatch, readTinyBert, relativeErrorOfAll } from './pytorch';

const opened: Executor[] = [];
afterAll(() => {
  for (const executor of opened) executor.dispose();
});

async function open(device: DeviceChoice, dropout: number): Promise<Executor> {
  const { executor } = await createExecutor(device, await readTinyBert(), { dropout, seed: 7 });
  opened.push(executor);
  return executor;
}

/** The gradient of a key's bias is 0 but for rounding, of which AdamW makes whole steps: it says nothing. */
const telling = (arrays: ReadonlyMap<string, Float32Array> = new Map()) =>
  new Map([...arrays].filter(([name]) => !name.endsWith('key.bias')));

/** TensorFlow is there when scripts/build-tensorflow.mjs has built it and this names its folder. */
const hasTensorflow = process.env.CONLL_DISTILL_TFJS_NODE !== undefined;

describe.each([
  ['tfjs-cpu', true],
  ['tfjs-wasm', true],
  ['tfjs-tensorflow', hasTensorflow],
] as const)('%s and ONNX Runtime', (device, available) => {
  const it = test.skipIf(!available);

  it.each([0, 0.1])('have the same loss and gradients at dropout %d', async (dropout) => {
    const reference = await (await open('onnx-cpu', dropout)).gradients(expectedBatch(), 3);
    const { loss, gradients } = await (await open(device, dropout)).gradients(expectedBatch(), 3);
    expect(Math.abs(loss - reference.loss)).toBeLessThan(1e-5);
    expect(relativeErrorOfAll(gradients, reference.gradients)).toBeLessThan(1e-5);
  });

  it('have the same parameters and moments after three steps', async () => {
    const states = [];
    for (const executor of [await open(device, 0.1), await open('onnx-cpu', 0.1)]) {
      for (let step = 1; step <= 3; step++) {
        await executor.step(expectedBatch(), { step, learningRate: 1e-3, weightDecay: 0.1, clipNorm: 1 });
      }
      states.push(await executor.state());
    }
    const [actual, reference] = states;
    for (const part of ['parameters', 'firstMoments', 'secondMoments'] as const) {
      expect(relativeErrorOfAll(actual?.[part], telling(reference?.[part])), part).toBeLessThan(1e-5);
    }
  });
});
