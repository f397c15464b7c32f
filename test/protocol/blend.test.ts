import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blendParameters, blendParametersOf, blendShare, blendTime, checkBlend } from '../../src/protocol/blend';
import type { BlendConfig, BlendName } from '../../src/protocol/run';

const names = Object.keys(blendParametersOf) as BlendName[];

const anyBlend: fc.Arbitrary<BlendConfig> = fc
  .tuple(
    fc.constantFrom(...names),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
  )
  .map(([name, places]) => ({
    name,
    ...Object.fromEntries(
      blendParametersOf[name].map((parameter, index) => {
        const { min, max } = blendParameters[parameter];
        return [parameter, min + (max - min) * (places[index] ?? 0)];
      }),
    ),
  }));

describe('blendShare', () => {
  it.each<[BlendConfig, number, number]>([
    [{ name: 'original' }, 0.3, 0],
    [{ name: 'distilled' }, 0.3, 1],
    [{ name: 'simple-mix' }, 0.4999, 1],
    [{ name: 'simple-mix' }, 0.5, 0],
    [{ name: 'simple-mix', switchAt: 0.2 }, 0.3, 0],
    [{ name: 'reverse-mix' }, 0.4999, 0],
    [{ name: 'reverse-mix' }, 0.5, 1],
    [{ name: 'linear' }, 0.25, 0.75],
    [{ name: 'linear', from: 0.8, to: 0.2 }, 0.5, 0.5],
    [{ name: 'cosine' }, 0, 1],
    [{ name: 'cosine' }, 0.5, 0.5],
    [{ name: 'cosine' }, 1, 0],
    [{ name: 'cosine', from: 0.2, to: 0.6 }, 1, 0.6],
    [{ name: 'sigmoid' }, 0, 1],
    [{ name: 'sigmoid' }, 0.5, 0.5],
    [{ name: 'sigmoid' }, 1, 0],
    // Unscaled 1 / (1 + exp(10 * (0.25 - 0.5))) = 0.924142; its ends are 0.993307 and 0.006693.
    [{ name: 'sigmoid' }, 0.25, (0.9241418 - 0.0066929) / (0.9933071 - 0.0066929)],
    [{ name: 'sigmoid', from: 0.9, to: 0.1, centre: 0.3 }, 1, 0.1],
    [{ name: 'power' }, 0.5, 0.25],
    [{ name: 'power', exponent: 3 }, 0.5, 0.125],
    [{ name: 'constant' }, 0.9, 0.5],
    [{ name: 'constant', share: 0.3 }, 0.9, 0.3],
  ])('%j at %d is %d', (blend, t, share) => {
    expect(blendShare(blend, t)).toBeCloseTo(share, 6);
  });

  it('of `all` is the distilled share of all sentences, unknown without their number', () => {
    expect(blendShare({ name: 'all' }, 0.5, { original: 300, distilled: 900 })).toBe(0.75);
    expect(blendShare({ name: 'all' }, 0.5)).toBeNaN();
  });

  it('is a share, whatever the parameters', () => {
    fc.assert(
      fc.property(anyBlend, fc.double({ min: 0, max: 1, noNaN: true }), (blend, t) => {
        const share = blendShare(blend, t, { original: 3, distilled: 5 });
        return share >= -1e-12 && share <= 1 + 1e-12;
      }),
    );
  });

  it('of falling schedules never rises', () => {
    for (const name of ['linear', 'cosine', 'sigmoid', 'power', 'simple-mix'] as const) {
      const shares = Array.from({ length: 101 }, (_, index) => blendShare({ name }, index / 100));
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect([shares.at(0), shares.at(-1)]).toEqual([1, 0]);
    }
  });
});

describe('blendTime', () => {
  it('goes from 0 at the first step to 1 at the last', () => {
    expect([0, 1, 2, 3, 4].map((step) => blendTime(step, 5))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('is 0 in a run of one step', () => {
    expect(blendTime(0, 1)).toBe(0);
  });
});

describe('checkBlend', () => {
  it('accepts parameters in their range', () => {
    fc.assert(fc.property(anyBlend, (blend) => checkBlend(blend) === undefined));
  });

  it.each<[BlendConfig, RegExp]>([
    [{ name: 'simple-mix', switchAt: 1.5 }, /switchAt of simple-mix must be a number from 0 to 1, but is 1.5/],
    [{ name: 'power', exponent: 0 }, /exponent/],
    [{ name: 'constant', share: Number.NaN }, /share/],
    [{ name: 'power', steepness: 3 }, /power has no parameter steepness; it takes exponent/],
    [{ name: 'all', share: 0.3 }, /all has no parameter share; it takes none/],
  ])('refuses %j', (blend, problem) => {
    expect(checkBlend(blend)).toMatch(problem);
  });
});
