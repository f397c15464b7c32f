import { describe, expect, it, vi } from 'vitest';
import { createExecutor, type Executor } from '../../../src/training/executors';
import { devices } from '../../../src/training/executors/devices';
import { expectedBatch, packedBatch, readTinyBert } from './pytorch';

const options = { learningRate: 1e-3, weightDecay: 0.01, clipNorm: 1 };

describe('createExecutor', () => {
  it('takes ONNX Runtime where TensorFlow is not installed, and says so', async () => {
    vi.stubEnv('CONLL_DISTILL_TFJS_NODE', '/nowhere');
    const { executor, refused } = await createExecutor('auto', await readTinyBert(), {
      dropout: 0,
      seed: 1,
      threads: 1,
    });
    expect(executor.device).toBe('ONNX Runtime CPU, 1 thread');
    expect(refused[0]).toBe('TensorFlow: /nowhere is not installed');
    // Each with a reason, whatever graphics this machine has.
    const tried = devices
      .slice(
        0,
        devices.findIndex(({ id }) => id === 'onnx-cpu'),
      )
      .map(({ name }) => name);
    expect(refused.map((reason) => /^(.*?): .+/.exec(reason)?.[1])).toEqual(tried);
    await expect(createExecutor('tfjs-tensorflow', await readTinyBert(), { dropout: 0, seed: 1 })).rejects.toThrow(
      'No device can run the student. TensorFlow: /nowhere is not installed. Choose another device.',
    );
    vi.unstubAllEnvs();
  });

  it.each([
    ['tfjs-wasm', 'TFJS WebAssembly, 1 thread'],
    ['tfjs-cpu', 'TFJS cpu (JavaScript), 1 thread'],
    ['onnx-cpu', 'ONNX Runtime CPU, 2 threads'],
  ] as const)('opens %s and names it', async (device, name) => {
    const { executor, refused } = await createExecutor(device, await readTinyBert(), {
      dropout: 0,
      seed: 1,
      threads: 2,
    });
    expect([executor.device, refused]).toEqual([name, []]);
    executor.dispose();
  });

  it.each(['onnx-cpu', 'tfjs-cpu'] as const)('refuses parameters of another model, on %s', async (device) => {
    const model = await readTinyBert();
    const parameters = new Map([...model.parameters, ['classifier.bias', new Float32Array(4)]]);
    await expect(createExecutor(device, { ...model, parameters }, { dropout: 0, seed: 1 })).rejects.toThrow(
      'classifier.bias has 4 values, but the model needs 5',
    );
  });
});

describe.each(['onnx-cpu', 'tfjs-wasm', 'tfjs-cpu'] as const)('a run on %s', (device) => {
  it('goes on from its state, bit for bit as if it had never stopped', async () => {
    const model = await readTinyBert();
    const { executor: whole } = await createExecutor(device, model, { dropout: 0.1, seed: 5 });
    await steps(whole, 1, 2);
    const { parameters, ...moments } = await whole.state();
    const losses = await steps(whole, 3, 5);
    const { executor: resumed } = await createExecutor(
      device,
      { ...model, parameters },
      { dropout: 0.1, seed: 5, moments },
    );
    expect(await steps(resumed, 3, 5)).toEqual(losses);
    expect(await resumed.state()).toEqual(await whole.state());
    whole.dispose();
    resumed.dispose();
  });
});

async function steps(executor: Executor, from: number, to: number): Promise<number[]> {
  const losses: number[] = [];
  for (let step = from; step <= to; step++) {
    const batch = step % 2 ? expectedBatch() : packedBatch();
    losses.push((await executor.step(batch, { step, ...options })).loss);
  }
  return losses;
}
