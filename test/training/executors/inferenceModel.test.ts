import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { createExecutor, type StudentModel } from '../../../src/training/executors';
import { inferenceModel } from '../../../src/training/executors/onnx/inferenceModel';
import { type ActivationName, activations } from '../../../src/training/model/operations/activations';
import { expected, expectedBatch, readTinyBert } from './pytorch';

/** By ONNX Runtime as anyone has it, without options. */
async function run(student: StudentModel, rows: readonly (readonly number[])[], mask: readonly (readonly number[])[]) {
  const session = await InferenceSession.create(inferenceModel(student));
  const tensor = (values: readonly (readonly number[])[]) =>
    new Tensor('int64', BigInt64Array.from(values.flat(), BigInt), [values.length, values[0]?.length ?? 0]);
  const types = rows.map((row) => row.map(() => 0));
  try {
    const { logits } = await session.run({
      input_ids: tensor(rows),
      attention_mask: tensor(mask),
      token_type_ids: tensor(types),
    });
    return { logits, inputs: session.inputMetadata, outputs: session.outputNames };
  } finally {
    await session.release();
  }
}

const idsOf = (row: number) => expected.ids.slice(row * expected.length, (row + 1) * expected.length);

describe('the inference model', () => {
  it("computes PyTorch's logits of a padded batch, and names everything as Hugging Face does", async () => {
    const rows = Array.from({ length: expected.rows }, (_, row) => idsOf(row));
    const mask = expected.lengths.map((length) =>
      Array.from({ length: expected.length }, (_, at) => (at < length ? 1 : 0)),
    );
    const { logits, inputs, outputs } = await run(await readTinyBert(), rows, mask);
    expect(inputs).toMatchObject(
      ['input_ids', 'attention_mask', 'token_type_ids'].map((name) => ({
        name,
        type: 'int64',
        shape: ['batch_size', 'sequence_length'],
      })),
    );
    expect(outputs).toEqual(['logits']);
    expect(logits?.dims).toEqual([expected.rows, expected.length, expected.numLabels]);
    const real = mask.flat();
    expected.logits.forEach((value, index) => {
      if (real[Math.floor(index / expected.numLabels)] === 1) expect(logits?.data[index]).toBeCloseTo(value, 4);
    });
  });

  it('takes one sentence alone, of another length', async () => {
    const length = expected.lengths[0] ?? 0;
    const ids = idsOf(0).slice(0, length);
    const { logits } = await run(await readTinyBert(), [ids], [ids.map(() => 1)]);
    expect(logits?.dims).toEqual([1, length, expected.numLabels]);
    expected.logits.slice(0, length * expected.numLabels).forEach((value, index) => {
      expect(logits?.data[index]).toBeCloseTo(value, 4);
    });
  });

  it('has every activation that a student may have', async () => {
    const tiny = await readTinyBert();
    const batch = expectedBatch();
    const rows = Array.from({ length: expected.rows }, (_, row) => idsOf(row));
    const mask = expected.lengths.map((length) =>
      Array.from({ length: expected.length }, (_, at) => (at < length ? 1 : 0)),
    );
    for (const hiddenAct of Object.keys(activations) as ActivationName[]) {
      const student = { ...tiny, config: { ...tiny.config, hiddenAct } };
      const { executor } = await createExecutor('onnx-cpu', student, { seed: 1 });
      const own = await executor.logits(batch);
      executor.dispose();
      const { logits } = await run(student, rows, mask);
      own.forEach((value, index) => {
        if (mask.flat()[Math.floor(index / expected.numLabels)] === 1)
          expect(logits?.data[index], hiddenAct).toBeCloseTo(value, 4);
      });
    }
  });

  it('refuses what no ONNX file can hold', async () => {
    const tiny = await readTinyBert();
    const huge = { byteLength: 3e9 } as Float32Array;
    expect(() => inferenceModel({ ...tiny, parameters: new Map([['huge', huge]]) })).toThrow('3.0 GB of parameters');
  });
});
