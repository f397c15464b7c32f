import { expect, it } from 'vitest';
import { mean, overSeeds, standardDeviation } from '../../src/tables';

it('the mean and the sample standard deviation are those of the textbook', () => {
  expect(mean([2, 4, 4, 4, 5, 5, 7, 9])).toBe(5);
  expect(mean([])).toBeNaN();
  expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(2.138, 3);
  expect(standardDeviation([2])).toBeUndefined();
});

it('one seed has no spread', () => {
  expect(overSeeds([0.5])).toEqual({ value: 0.5 });
  expect(overSeeds([1, 3])).toEqual({ value: 2, spread: Math.SQRT2 });
});
