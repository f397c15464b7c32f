import { describe, expect, it } from 'vitest';
import { DropoutMasks, keptScale } from '../../../src/training/executors/dropoutMasks';

const size = 100_000;
const mean = (mask: Uint8Array) => mask.reduce((sum, value) => sum + value, 0) / mask.length;

describe('DropoutMasks', () => {
  it('drops at the rate, rounded to 1/256, and scales what it keeps', () => {
    const masks = new DropoutMasks(1);
    const kept = mean(masks.mask(1, 0, 0, { size, rate: 0.1 }));
    expect(Math.abs(kept - (1 - 26 / 256))).toBeLessThan(0.005);
    expect(keptScale(0.1) * (1 - 26 / 256)).toBeCloseTo(1, 12);
  });

  it('gives every seed, step, pass and site a mask of its own, and the same one again', () => {
    const masks = [
      new DropoutMasks(1).mask(1, 0, 0, { size, rate: 0.5 }),
      new DropoutMasks(1).mask(1, 0, 1, { size, rate: 0.5 }),
      new DropoutMasks(1).mask(1, 1, 0, { size, rate: 0.5 }),
      new DropoutMasks(1).mask(2, 0, 0, { size, rate: 0.5 }),
      new DropoutMasks(2).mask(1, 0, 0, { size, rate: 0.5 }),
      new DropoutMasks(1 + 2 ** 32).mask(1, 0, 0, { size, rate: 0.5 }),
    ];
    masks.forEach((mask, index) => {
      for (const other of masks.slice(index + 1)) {
        // Independent masks at 0.5 agree in half of their places.
        const agreement = mean(mask.map((value, place) => (value === other[place] ? 1 : 0)));
        expect(Math.abs(agreement - 0.5)).toBeLessThan(0.01);
      }
    });
    expect(new DropoutMasks(1).mask(1, 0, 0, { size, rate: 0.5 })).toEqual(masks[0]);
  });

  it('fills all sites as it makes each', () => {
    const masks = new DropoutMasks(3);
    const sites = [
      { size: 1000, rate: 0.1 },
      { size: 70_000, rate: 0.3 },
      { size: 33, rate: 0.1 },
    ];
    const filled = masks.fill(5, 0, sites).map((mask) => mask.slice());
    expect(filled).toEqual(sites.map((site, index) => masks.mask(5, 0, index, site)));
  });

  it('neither repeats nor favours a place within a mask', () => {
    const mask = new DropoutMasks(4).mask(1, 0, 0, { size: 64 * 4096, rate: 0.5 });
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
