import { describe, expect, it } from 'vitest';
import { createExecutor } from '../../../src/training/executors';
import { passesOf } from '../../../src/training/executors/passes';
import { expectedBatch, readTinyBert, relativeErrorOfAll } from './pytorch';

const batch = { ...expectedBatch(), weights: Float32Array.from(expectedBatch().labels, (_, index) => 1 + (index % 3)) };

describe('passesOf', () => {
  it.each([
    [undefined, [4]],
    [1000, [4]],
    [3 * 12, [2, 2]],
    [2 * 12, [2, 2]],
    [12, [1, 1, 1, 1]],
    [1, [1, 1, 1, 1]],
  ])('of at most %s word pieces have %j of the four rows', (pieces, rows) => {
    const passes = passesOf(batch, pieces);
    expect(passes.map((pass) => pass.batch.rows)).toEqual(rows);
    expect(passes.map((pass) => pass.index)).toEqual(rows.map((_, index) => index));
    for (const part of ['ids', 'positions', 'segments', 'labels', 'weights'] as const) {
      expect(passes.flatMap((pass) => [...(pass.batch[part] ?? [])])).toEqual([...batch[part]]);
    }
  });
});

describe.each(['onnx-cpu', 'tfjs-cpu', 'tfjs-wasm'] as const)('gradient accumulation on %s', (device) => {
  const open = async (microBatch?: number, dropout = 0) => {
    const options = { dropout, seed: 1, ...(microBatch !== undefined && { microBatch }) };
    return (await createExecutor(device, await readTinyBert(), options)).executor;
  };

  it('makes the gradients of the whole batch, again and again', async () => {
    const whole = await (await open()).gradients(batch, 1);
    const executor = await open(12);
    for (const attempt of ['first', 'second']) {
      const { loss, gradients } = await executor.gradients(batch, 1);
      expect(Math.abs(loss - whole.loss), attempt).toBeLessThan(1e-5);
      expect(relativeErrorOfAll(gradients, whole.gradients), attempt).toBeLessThan(1e-5);
    }
  });

  it('drops other elements in each pass', async () => {
    const twice = { ...batch, labels: batch.labels.slice(), ids: batch.ids.slice(), segments: batch.segments.slice() };
    for (const part of ['labels', 'ids', 'segments'] as const) twice[part].copyWithin(24, 0, 24);
    const half = { ...twice, rows: 2 };
    for (const part of ['ids', 'positions', 'segments', 'labels', 'weights'] as const) {
      Object.assign(half, { [part]: twice[part].subarray(0, 24) });
    }
    // The passes hold the same sentences: with the same masks, the loss would be that of one of them.
    const { loss } = await (await open(24, 0.5)).gradients(twice, 1);
    expect(Math.abs(loss - (await (await open(24, 0.5)).gradients(half, 1)).loss)).toBeGreaterThan(1e-4);
  });
});
