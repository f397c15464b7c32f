import { expect, it } from 'vitest';
import { createExecutor } from '../../../src/training/executors';
import { packedBatch, readTinyBert } from '../executors/pytorch';

const dropout = 0.1;
const step = 4;

/** The loss alone, with the same dropout masks, of a model whose parameters are moved by `distance` along a direction. */
async function lossAt(distance: number, direction: ReadonlyMap<string, Float32Array>): Promise<number> {
  const model = await readTinyBert();
  const parameters = new Map(
    [...model.parameters].map(([name, values]) => [
      name,
      values.map((value, index) => value + distance * (direction.get(name)?.[index] ?? 0)),
    ]),
  );
  const { executor } = await createExecutor('onnx-cpu', { ...model, parameters }, { dropout, seed: 3 });
  const { loss } = await executor.gradients(weightedBatch(), step);
  executor.dispose();
  return loss;
}

function weightedBatch() {
  const batch = packedBatch();
  return { ...batch, weights: Float32Array.from(batch.labels, (_, index) => 0.5 + (index % 3)) };
}

it('the gradients of the tape are those of its loss: with dropout, weights and packed rows', async () => {
  const { executor } = await createExecutor('onnx-cpu', await readTinyBert(), { dropout, seed: 3 });
  const { gradients } = await executor.gradients(weightedBatch(), step);
  executor.dispose();
  for (const part of ['embeddings', 'attention.self', 'attention.output', 'intermediate', 'classifier', '']) {
    const chosen = [...gradients].filter(([name]) => name.includes(part));
    const norm = Math.hypot(...chosen.flatMap(([, values]) => [...values]));
    const direction = new Map(chosen.map(([name, values]) => [name, values.map((value) => value / norm)]));
    const distance = 0.01;
    const slope = ((await lossAt(distance, direction)) - (await lossAt(-distance, direction))) / (2 * distance);
    // Along its own direction a gradient's slope is its norm.
    expect(slope / norm, part || 'all').toBeCloseTo(1, 2);
  }
});
