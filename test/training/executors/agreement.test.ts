import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceId } from '../../../src/protocol/devices';
import { createExecutor, type Executor, type StudentModel } from '../../../src/training/executors';
import { isHere } from './engines';
import { expectedBatch, readTinyBert, relativeErrorOfAll } from './pytorch';
import { wideStudent } from './wideStudent';

let opened: Executor[] = [];
afterEach(() => {
  for (const executor of opened) executor.dispose();
  opened = [];
});

async function open(device: DeviceId, student: StudentModel, dropout: number): Promise<Executor> {
  const { executor } = await createExecutor(device, student, { dropout, seed: 7 });
  opened.push(executor);
  return executor;
}

/** The gradient of a key's bias is 0 but for rounding, of which AdamW makes whole steps: it says nothing. */
const telling = (arrays: ReadonlyMap<string, Float32Array> = new Map()) =>
  new Map([...arrays].filter(([name]) => !name.endsWith('key.bias')));

const others = ['tfjs-cpu', 'tfjs-wasm', 'tfjs-tensorflow', 'tfjs-webgpu', 'onnx-webgpu'] as const;

describe.each(others)('%s and ONNX Runtime on the CPU', (device) => {
  const it = test.skipIf(!isHere(device));

  it.each([
    ['the tiny BERT', 0, readTinyBert],
    ['the tiny BERT', 0.1, readTinyBert],
    ['6 x 384', 0.1, wideStudent],
  ] as const)('have the same loss and gradients: %s, dropout %d', { timeout: 120_000 }, async (_, dropout, read) => {
    const student = await read();
    const reference = await (await open('onnx-cpu', student, dropout)).gradients(expectedBatch(), 3);
    const { loss, gradients } = await (await open(device, student, dropout)).gradients(expectedBatch(), 3);
    expect(Math.abs(loss - reference.loss)).toBeLessThan(1e-5);
    expect(relativeErrorOfAll(gradients, reference.gradients)).toBeLessThan(1e-5);
  });

  it('have the same parameters and moments after three steps', { timeout: 60_000 }, async () => {
    const student = await readTinyBert();
    const states = [];
    for (const executor of [await open(device, student, 0.1), await open('onnx-cpu', student, 0.1)]) {
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
