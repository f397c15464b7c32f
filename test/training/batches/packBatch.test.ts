import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelWindow, packBatch } from '../../../src/training/batches/packBatch';
import { packRows } from '../../../src/training/batches/packRows';

describe('packRows', () => {
  it('places every window once, in rows of at most 128 pieces or of the longest window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 3, max: 200 }), { minLength: 1, maxLength: 64 }), (lengths) => {
        const { rows, length } = packRows(lengths);
        expect(rows.flat().toSorted((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
        expect(length).toBeLessThanOrEqual(Math.max(128, ...lengths));
        for (const row of rows) {
          expect(row.reduce((sum, index) => sum + (lengths[index] ?? 0), 0)).toBeLessThanOrEqual(length);
        }
      }),
    );
  });

  it('leaves little padding in batches like those of CoNLL-2003', () => {
    // 32 sentences of 3 to 60 pieces, mean 20.
    const lengths = Array.from({ length: 32 }, (_, index) => 3 + Math.round(((index * 37) % 32) ** 2 / 17));
    const { rows, length } = packRows(lengths);
    const pieces = lengths.reduce((sum, length) => sum + length, 0);
    expect(pieces / (rows.length * length)).toBeGreaterThan(0.98);
  });
});

describe('packBatch', () => {
  const window = (ids: number[], tokens: number[]) => ({ ids: Int32Array.from(ids), tokens: Int32Array.from(tokens) });

  it('lays windows out in segments, positions restarting', () => {
    const first = labelWindow(window([2, 10, 11, 3], [-1, 0, 1, -1]), [5, 6]);
    const second = labelWindow(window([2, 20, 3], [-1, 0, -1]), [7]);
    expect(packBatch([second, first], 0)).toEqual({
      rows: 1,
      length: 7,
      ids: Int32Array.of(2, 10, 11, 3, 2, 20, 3),
      positions: Int32Array.of(0, 1, 2, 3, 0, 1, 2),
      segments: Int32Array.of(0, 0, 0, 0, 1, 1, 1),
      labels: Int32Array.of(-1, 5, 6, -1, -1, 7, -1),
      offsets: [4, 0],
    });
  });

  it('pads rows that are longer than their windows, outside of all segments', () => {
    const batch = packBatch([window([2, 9, 3], [-1, 0, -1]), window([2, 8, 7, 3], [-1, 0, 1, -1])], 0, {
      rows: [[0], [1]],
      length: 4,
    });
    expect([...batch.ids]).toEqual([2, 9, 3, 0, 2, 8, 7, 3]);
    expect([...batch.segments]).toEqual([0, 0, 0, -1, 0, 0, 0, 0]);
    expect(batch.offsets).toEqual([0, 4]);
  });

  it('has no labels where windows have none', () => {
    expect([...packBatch([window([2, 9, 3], [-1, 0, -1])], 0).labels]).toEqual([-1, -1, -1]);
  });
});
