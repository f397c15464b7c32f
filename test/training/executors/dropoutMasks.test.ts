import { describe, expect, it } from 'vitest';
import { DropoutMasks } from '../../../src/training/executors/dropoutMasks';

const size = 100_000;
const mean = (mask: Uint8Array) => mask.reduce((sum, value) => sum + value, 0) / mask.length;

describe('DropoutMasks', () => {
  it('drops at the rate, rounded to 1/256, and scales what it keeps', () => {
    const masks = new DropoutMasks(1, 0.1);
    const kept = mean(masks.mask(1, 0, 0, size));
    expect(Math.abs(kept - (1 - 26 / 256))).toBeLessThan(0.005);
    expect(masks.keptScale * (1 - 26 / 256)).toBeCloseTo(1, 12);
  });

  it('gives every seed, step, pass and site a mask of its own, and the same one again', () => {
    const masks = [
      new DropoutMasks(1, 0.5).mask(1, 0, 0, size),
      new DropoutMasks(1, 0.5).mask(1, 0, 1, size),
      new DropoutMasks(1, 0.5).mask(1, 1, 0, size),
      new DropoutMasks(1, 0.5).mask(2, 0, 0, size),
      new DropoutMasks(2, 0.5).mask(1, 0, 0, size),
      new DropoutMasks(1 + 2 ** 32, 0.5).mask(1, 0, 0, size),
    ];
    masks.forEach((mask, index) => {
      for (const other of masks.slice(index + 1)) {
        // Independent masks at 0.5 agree in half of their places.
        const agreement = mean(mask.map((value, place) => (value === other[place] ? 1 : 0)));
        expect(Math.abs(agreement - 0.5)).toBeLessThan(0.01);
      }
    });
    expect(new DropoutMasks(1, 0.5).mask(1, 0, 0, size)).toEqual(masks[0]);
  });

  it('fills all sites as it makes each', () => {
    const masks = new DropoutMasks(3, 0.1);
    const sizes = [1000, 70_000, 33];
    const filled = masks.fill(5, 0, sizes).map((mask) => mask.slice());
    expect(filled).toEqual(sizes.map((count, site) => masks.mask(5, 0, site, count)));
  });

  it('neither repeats nor favours a place within a mask', () => {
    const mask = new DropoutMasks(4, 0.5).mask(1, 0, 0, 64 * 4096);
    for (const lag of [1, 4, 16, 64, 256, 1024]) {
      const agreement = mean(mask.subarray(lag).map((value, place) => (value === mask[place] ? 1 : 0)));
      expect(Math.abs(agreement - 0.5), `lag ${lag}`).toBeLessThan(0.005);
    }
    for (let place = 0; place < 64; place++) {
      expect(Math.abs(mean(mask.filter((_, index) => index % 64 === place)) - 0.5), `place ${place}`).toBeLessThan(
        0.04,
      );
    }
  });
});
