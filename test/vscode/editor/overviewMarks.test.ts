import { describe, expect, it } from 'vitest';
import { overviewMarks, thinned } from '../../../src/vscode/editor/overviewMarks';

describe('marks beside the scroll bar', () => {
  it('are all that there are in a short document', () => {
    const entities = [
      { line: 0, type: 'A' },
      { line: 3, type: 'B' },
      { line: 9, type: 'A' },
    ];
    expect(overviewMarks(entities, 10, new Map())).toEqual(
      new Map([
        ['A', [0, 9]],
        ['B', [3]],
      ]),
    );
  });

  it('are no more than there is room for in a long one, and show what is rare', () => {
    const entities = Array.from({ length: 100_000 }, (_, line) => ({ line, type: line === 50_005 ? 'RARE' : 'A' }));
    const marks = overviewMarks(
      entities,
      100_000,
      new Map([
        ['A', 99_999],
        ['RARE', 1],
      ]),
    );
    expect(marks.get('RARE')).toEqual([50_005]);
    expect(marks.get('A')).toHaveLength(299);
    const lines = thinned(
      entities.map(({ line }) => line),
      100_000,
    );
    expect(lines.length).toBeGreaterThan(290);
    expect(lines.length).toBeLessThanOrEqual(301);
    expect(thinned([1, 2, 3], 10)).toEqual([1, 2, 3]);
  });
});
