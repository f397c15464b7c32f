import { expect, it } from 'vitest';
import { learningRateAt } from '../../src/training/learningRate';

const rates = (schedule: 'constant' | 'linear', warmup: number, steps: number) =>
  Array.from({ length: steps }, (_, step) =>
    learningRateAt(step, { learningRate: 1, learningRateSchedule: schedule, warmup, steps }),
  );

it('warms up in equal parts, then stays', () => {
  expect(rates('constant', 0.4, 10)).toEqual([0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1]);
});

it('warms up, then falls towards 0 in a straight line', () => {
  expect(rates('linear', 0.2, 10)).toEqual([0.5, 1, 1, 7 / 8, 6 / 8, 5 / 8, 4 / 8, 3 / 8, 2 / 8, 1 / 8]);
});

it('begins at once without a warm-up, and never learns nothing', () => {
  expect(rates('constant', 0, 3)).toEqual([1, 1, 1]);
  expect(rates('linear', 0, 4)).toEqual([1, 0.75, 0.5, 0.25]);
  expect(rates('linear', 1, 2)).toEqual([0.5, 1]);
  expect(rates('constant', 0.1, 1)).toEqual([1]);
});
