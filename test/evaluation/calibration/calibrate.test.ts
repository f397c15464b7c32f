import { describe, expect, it } from 'vitest';
import { calibrate, calibrationTable, EvaluationError, readEntities } from '../../../src/evaluation';
import { plainText } from '../../../src/tables';

/** One entity a sentence, of which the given ones are right. */
const judged = (right: readonly boolean[]) =>
  readEntities(
    right.map((is) => (is ? ['B-PER'] : ['O'])),
    right.map(() => ['B-PER']),
  );

describe('calibrate', () => {
  it('is the mean gap between confidence and precision', () => {
    const { bins, entities, expectedError, maximumError, brier } = calibrate(judged([true, true, false, true, false]), [
      [0.9],
      [1],
      [0.95],
      [0.5],
      [0.55],
    ]);
    expect(entities).toBe(5);
    expect(bins[9]).toMatchObject({ low: 0.9, high: 1, entities: 3, precision: 2 / 3 });
    expect(bins[9]?.confidence).toBeCloseTo(0.95, 12);
    expect(bins[5]).toMatchObject({ entities: 2, precision: 1 / 2 });
    // 3/5 × |0.95 − 2/3| + 2/5 × |0.525 − 0.5|
    expect(expectedError).toBeCloseTo(0.6 * (0.95 - 2 / 3) + 0.4 * 0.025, 12);
    expect(maximumError).toBeCloseTo(0.95 - 2 / 3, 12);
    expect(brier).toBeCloseTo((0.1 ** 2 + 0 + 0.95 ** 2 + 0.5 ** 2 + 0.55 ** 2) / 5, 12);
  });

  it('is 0 where confidence is right, and of nothing', () => {
    expect(calibrate(judged([true, false]), [[0.5], [0.5]]).expectedError).toBe(0);
    const nothing = calibrate({ gold: [], predicted: [] }, []);
    expect(nothing).toMatchObject({ entities: 0, expectedError: 0, maximumError: 0, brier: 0 });
    expect(plainText(calibrationTable(nothing))).toMatch(/^0\.00–0\.10 +0 +– +– +–$/mu);
  });

  it('refuses what is no confidence', () => {
    for (const confidences of [[], [[]], [[1.2]], [[Number.NaN]]]) {
      expect(() => calibrate(judged([true]), confidences)).toThrow(EvaluationError);
    }
    expect(() => calibrate(judged([true]), [[-1]])).toThrow(/entity 1 of sentence 1 is -1/);
  });
});
