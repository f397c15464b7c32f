import { afterAll, describe, expect, it } from 'vitest';
import type { DeviceChoice } from '../../../src/protocol/run';
import { createExecutor, type Executor } from '../../../src/training/executors';
import { activations, isActivationName } from '../../../src/training/model/operations/activations';
import { isHere } from '../executors/engines';
import { expectedBatch, readExpected, readTinyBert, summary } from '../executors/pytorch';

const { layerNormEps, activations: expected } = readExpected<{
  layerNormEps: number;
  activations: Record<string, { loss: number; logits: number[]; gradients: Record<string, number[]> }>;
}>('activations.json');

const opened: Executor[] = [];
afterAll(() => {
  for (const executor of opened) executor.dispose();
});

async function open(device: DeviceChoice, hiddenAct: string): Promise<Executor> {
  if (!isActivationName(hiddenAct)) throw new Error(`no activation ${hiddenAct}`);
  const { config, parameters } = await readTinyBert();
  const student = { config: { ...config, hiddenAct, layerNormEps }, parameters };
  const { executor } = await createExecutor(device, student, { dropout: 0, seed: 1 });
  opened.push(executor);
  return executor;
}

it('are all compared', () => {
  expect(Object.keys(expected).sort()).toEqual(Object.keys(activations).sort());
});

describe.each(['onnx-cpu', 'tfjs-wasm', 'tfjs-tensorflow', 'tfjs-webgpu', 'onnx-webgpu'] as const)(
  'on %s',
  (device) => {
    it.skipIf(!isHere(device)).each(Object.entries(expected))(
      '%s has the logits, loss and gradients of PyTorch',
      async (name, reference) => {
        const executor = await open(device, name);
        const logits = await executor.logits(expectedBatch());
        const close = (actual: Float32Array, [norm = Number.NaN, ...rest]: readonly number[], what: string) => {
          summary(actual).forEach((value, index) => {
            const wanted = [norm, ...rest][index] ?? Number.NaN;
            const error = what.endsWith('key.bias') ? 1e-6 : 1e-4 * norm;
            expect(Math.abs(value - wanted), `${what}, ${index}`).toBeLessThan(error);
          });
        };
        // The first sentence fills its row.
        close(logits.slice(0, logits.length / 4), reference.logits, 'logits');
        const { loss, gradients } = await executor.gradients(expectedBatch(), 1);
        expect(Math.abs(loss - reference.loss)).toBeLessThan(1e-5);
        for (const [parameter, values] of Object.entries(reference.gradients)) {
          close(gradients.get(parameter) ?? new Float32Array(), values, parameter);
        }
      },
    );
  },
);
