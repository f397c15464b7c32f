import { describe, expect, it } from 'vitest';
import { Pool } from '../../../src/training/batches/pool';

describe('Pool', () => {
  it('draws every sentence once before any again', () => {
    const drawn = new Pool(7, 1, 0).draws(0, 21);
    for (const pass of [0, 7, 14]) {
      expect(drawn.slice(pass, pass + 7).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
    expect(drawn.slice(0, 7)).not.toEqual(drawn.slice(7, 14));
  });

  it('goes on anywhere as if it had drawn all before', () => {
    const whole = new Pool(5, 3, 1).draws(0, 40);
    expect(new Pool(5, 3, 1).draws(17, 29)).toEqual(whole.slice(17, 29));
  });

  it('draws otherwise for another seed or stream', () => {
    const draws = ([seed, stream]: readonly [number, 0 | 1]) => new Pool(20, seed, stream).draws(0, 20).join();
    expect(
      new Set(
        (
          [
            [1, 0],
            [1, 1],
            [2, 0],
            [-1, 0],
          ] as const
        ).map(draws),
      ).size,
    ).toBe(4);
  });

  it('favours no sentence and no place: each stands at each place equally often (chi-square)', () => {
    const size = 6;
    const passes = 6000;
    const counts = new Array<number>(size * size).fill(0);
    new Pool(size, 42, 0).draws(0, size * passes).forEach((sentence, draw) => {
      const cell = (draw % size) * size + sentence;
      counts[cell] = (counts[cell] ?? 0) + 1;
    });
    const expected = passes / size;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 25 degrees of freedom: 52.6 is passed by chance once in a thousand seeds.
    expect(chiSquare).toBeLessThan(52.6);
  });

  it('does not begin alike for seeds that are near each other', () => {
    const first = Array.from({ length: 2000 }, (_, seed) => new Pool(10, seed, 0).draws(0, 1)[0] ?? -1);
    const counts = first.reduce(
      (sum, sentence) => sum.with(sentence, (sum[sentence] ?? 0) + 1),
      new Array<number>(10).fill(0),
    );
    const chiSquare = counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    expect(chiSquare).toBeLessThan(27.9);
  });
});
