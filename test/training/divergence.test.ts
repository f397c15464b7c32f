import { describe, expect, it } from 'vitest';
import { Divergence } from '../../src/training/divergence';

const guessing = Math.log(9);

describe('Divergence', () => {
  it('is what is no number', () => {
    expect(new Divergence(9).problemOf(Number.NaN, 1)).toBe('the loss is no longer a number');
    expect(new Divergence(9).problemOf(Number.POSITIVE_INFINITY, 1)).toBe('the loss is no longer a number');
    expect(new Divergence(9).problemOf(1, Number.NaN)).toBe('the gradient is no longer a number');
  });

  it('is a loss that stays far above that of guessing, not one bad step', () => {
    const divergence = new Divergence(9);
    for (let step = 0; step < 100; step++) expect(divergence.problemOf(guessing, 1)).toBeUndefined();
    expect(divergence.problemOf(20 * guessing, 1)).toBeUndefined();
    let steps = 0;
    while (divergence.problemOf(20 * guessing, 1) === undefined && steps < 50) steps++;
    expect(steps).toBeLessThan(10);
    expect(divergence.problemOf(20 * guessing, 1)).toMatch(/the loss has exploded \(\d+\.\d on average of late\)/);
  });

  it('leaves a training alone that begins far off', () => {
    const divergence = new Divergence(9);
    for (let step = 0; step < 10; step++) expect(divergence.problemOf(10 * guessing, 1)).toBeUndefined();
    for (let step = 0; step < 50; step++) expect(divergence.problemOf(guessing, 1)).toBeUndefined();
  });
});
