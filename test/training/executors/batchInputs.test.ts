import { describe, expect, it } from 'vitest';
import { batchInputs, lossTarget, totalWeightOf } from '../../../src/training/executors/batchInputs';
import { expectedBatch, readTinyBert } from './pytorch';

const { config } = await readTinyBert();
const batch = expectedBatch();

describe('batchInputs', () => {
  it('lets pieces see their own sentence alone', () => {
    const segments = Int32Array.from([0, 0, 1, 1, 1, -1]);
    const six = { rows: 1, length: 6, ids: new Int32Array(6), positions: new Int32Array(6), labels: new Int32Array(6) };
    const { attentionBias } = batchInputs({ ...six, segments }, config);
    const seen = Array.from({ length: 6 }, (_, from) =>
      Array.from({ length: 6 }, (_, to) => (attentionBias[from * 6 + to] === 0 ? 'x' : '.')).join(''),
    );
    expect(seen).toEqual(['xx....', 'xx....', '..xxx.', '..xxx.', '..xxx.', '.....x']);
  });

  it.each([
    ['word piece', { ids: batch.ids.map(() => config.vocabSize) }],
    ['position', { positions: batch.positions.map(() => config.maxPositionEmbeddings) }],
    ['of 4 rows of 12', { segments: new Int32Array(3) }],
  ])('refuses what the model has no room for: %s', (message, change) => {
    expect(() => batchInputs({ ...batch, ...change }, config)).toThrow(message);
  });
});

describe('lossTarget', () => {
  it('has each weight over their sum at its label', () => {
    const weights = Float32Array.from([1, 3, 5]);
    const three = { ...batch, labels: Int32Array.from([1, 0, -1]), weights };
    expect(totalWeightOf(three)).toBe(4);
    expect([...lossTarget(three, 2, 4)]).toEqual([0, 0.25, 0.75, 0, 0, 0]);
  });

  it('is nothing when nothing is labelled', () => {
    const unlabelled = { ...batch, labels: Int32Array.from([-1, -1]) };
    expect([...lossTarget(unlabelled, 2, totalWeightOf(unlabelled))]).toEqual([0, 0, 0, 0]);
  });

  it('refuses a label that the model does not have', () => {
    expect(() => lossTarget({ ...batch, labels: Int32Array.from([2]) }, 2, 1)).toThrow('no label 2');
  });
});
