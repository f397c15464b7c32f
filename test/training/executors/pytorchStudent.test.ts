import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createExecutor, type Executor } from '../../../src/training/executors';
import { readBertFolder } from '../../../src/training/weights';
import { type Expected, expectedBatch, readExpected, summary } from './pytorch';

const embeddedStudent = path.resolve(import.meta.dirname, '../../../media/models/minilm-l6');
const expected = readExpected<Expected>('student.json');

let executor: Executor;
beforeAll(async () => {
  const student = await readBertFolder(embeddedStudent, { numLabels: expected.numLabels, seed: 1 });
  const parameters = new Map(student.parameters);
  // The generator's classifier.
  const size = expected.numLabels * student.config.hiddenSize;
  parameters.set(
    'classifier.weight',
    Float32Array.from({ length: size }, (_, index) => 0.05 * Math.sin(index + 1)),
  );
  ({ executor } = await createExecutor('onnx-cpu', { ...student, parameters }, { dropout: 0, seed: 1 }));
});
afterAll(() => executor.dispose());

it('the embedded student has the logits of PyTorch', async () => {
  const batch = expectedBatch(expected);
  const logits = await executor.logits(batch);
  expected.logits.forEach((value, index) => {
    const piece = Math.floor(index / expected.numLabels);
    // PyTorch lets padding see the sentence, we do not: what it computes there means nothing.
    if ((batch.segments[piece] ?? -1) >= 0) expect(logits[index], `piece ${piece}`).toBeCloseTo(value, 4);
  });
});

it('and its loss and gradients', async () => {
  const { loss, gradients } = await executor.gradients(expectedBatch(expected), 1);
  expect(Math.abs(loss - expected.loss)).toBeLessThan(1e-5);
  expect([...gradients.keys()].sort()).toEqual(Object.keys(expected.gradients).sort());
  for (const [name, [norm = Number.NaN, ...projections]] of Object.entries(expected.gradients)) {
    const [ownNorm = Number.NaN, ...ownProjections] = summary(gradients.get(name) ?? new Float32Array());
    // A key's bias has no influence: its gradient is what rounding leaves.
    const error = name.endsWith('key.bias') ? 1e-6 : 1e-4 * norm;
    expect(Math.abs(ownNorm - norm), name).toBeLessThan(error);
    projections.forEach((projection, vector) => {
      // As far apart as two gradients of that norm that differ by 1e-4 of it may be.
      expect(Math.abs((ownProjections[vector] ?? Number.NaN) - projection), name).toBeLessThan(error);
    });
  }
});

it('and the losses of 20 AdamW steps', async () => {
  const { training } = expected;
  for (let step = 1; step <= training.steps; step++) {
    const { loss, gradientNorm } = await executor.step(expectedBatch(expected), {
      step,
      learningRate: training.learningRates[step - 1] ?? 0,
      weightDecay: training.weightDecay,
      clipNorm: training.clipNorm,
    });
    expect(Math.abs(loss - (training.losses[step - 1] ?? 0)), `loss of step ${step}`).toBeLessThan(1e-4);
    expect(gradientNorm / (training.gradientNorms[step - 1] ?? 0), `norm of step ${step}`).toBeCloseTo(1, 3);
  }
});
