import { describe, expect, it } from 'vitest';
import { createExecutor } from '../../../src/training/executors';
import { expected, expectedBatch, packedBatch, readTinyBert, relativeError, relativeErrorOfAll } from './pytorch';

const open = async (options = {}) =>
  (await createExecutor('onnx-cpu', await readTinyBert(), { dropout: 0, seed: 1, ...options })).executor;

describe('the ONNX executor, next to PyTorch', () => {
  it('computes its logits', async () => {
    const logits = await (await open()).logits(expectedBatch());
    const real = expectedBatch().segments;
    expected.logits.forEach((value, index) => {
      // PyTorch lets padding see the sentence, we do not: what it computes there means nothing.
      if ((real[Math.floor(index / expected.numLabels)] ?? -1) >= 0) expect(logits[index]).toBeCloseTo(value, 4);
    });
  });

  it('computes its loss and every gradient', async () => {
    const { loss, gradients } = await (await open()).gradients(expectedBatch(), 1);
    expect(loss).toBeCloseTo(expected.loss, 5);
    const names = Object.keys(expected.gradients);
    expect([...gradients.keys()].sort()).toEqual(names.sort());
    const reference = new Map(Object.entries(expected.gradients));
    expect(relativeErrorOfAll(gradients, reference)).toBeLessThan(1e-5);
  });

  it('makes 20 of its AdamW steps', async () => {
    const executor = await open();
    const { training } = expected;
    for (let step = 1; step <= training.steps; step++) {
      const result = await executor.step(expectedBatch(), {
        step,
        learningRate: training.learningRates[step - 1] ?? 0,
        weightDecay: training.weightDecay,
        clipNorm: training.clipNorm,
      });
      expect(result.loss, `loss of step ${step}`).toBeCloseTo(training.losses[step - 1] ?? 0, 4);
      expect(result.gradientNorm / (training.gradientNorms[step - 1] ?? 0), `norm of step ${step}`).toBeCloseTo(1, 3);
    }
  });
});

describe('the ONNX executor', () => {
  it('has the same loss and gradients for packed rows as for padded ones', async () => {
    const executor = await open();
    const padded = await executor.gradients(expectedBatch(), 1);
    const packed = await executor.gradients(packedBatch(), 1);
    expect(Math.abs(packed.loss - padded.loss)).toBeLessThan(1e-5);
    for (const [name, gradient] of packed.gradients) {
      const reference = padded.gradients.get(name) ?? new Float32Array();
      if (!name.endsWith('key.bias')) expect(relativeError(gradient, reference), name).toBeLessThan(1e-5);
    }
  });
});
