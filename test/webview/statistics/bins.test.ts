import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binName, binsOf, countsIn } from '../../../src/webview/statistics/bins';

describe('bins of lengths', () => {
  it('are of one round width, and the last takes the few longest', () => {
    expect(binsOf([]).map(binName)).toEqual([]);
    expect(
      binsOf([
        [
          [1, 60],
          [2, 40],
        ],
        [[3, 50]],
      ]).map(binName),
    ).toEqual(['1', '2', '3']);
    const sentences = Array.from({ length: 60 }, (_, index) => [index + 1, 10] as const);
    expect(binsOf([[...sentences, [400, 1]]]).map(binName)).toEqual([
      ...Array.from({ length: 12 }, (_, bin) => `${5 * bin + 1}–${5 * bin + 5}`),
      '61+',
    ]);
  });

  it('take every length exactly once, and are not many', () => {
    const lengths = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 50 })), {
        selector: ([length]) => length,
      })
      .map((pairs) => pairs.sort((a, b) => a[0] - b[0]));
    fc.assert(
      fc.property(fc.array(lengths, { maxLength: 3 }), (files) => {
        const bins = binsOf(files);
        expect(bins.length).toBeLessThanOrEqual(17);
        for (const file of files) {
          const total = file.reduce((sum, [, count]) => sum + count, 0);
          expect(countsIn(bins, file).reduce((sum, count) => sum + count, 0)).toBe(total);
        }
      }),
    );
  });
});
