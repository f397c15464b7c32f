import { describe, expect, it } from 'vitest';
import { entityBox } from '../../../src/vscode/editor/entityBoxes';

const token = (line: number, text: string, start = 0) => ({ line, start, end: start + text.length });

describe('entityBox', () => {
  it('is one stretch with all four edges for a single token', () => {
    const span = token(3, 'Oslo');
    expect(entityBox([span])).toEqual({ whole: [span], sides: [], tops: [], bottoms: [] });
  });

  it('steps where the token below is narrower or wider, so that the outline is closed', () => {
    const tokens = [token(1, 'Stratford'), token(2, 'upon'), token(3, 'Avon-Mill')];
    const box = entityBox(tokens);
    expect(box.whole).toEqual([]);
    expect(box.sides).toEqual(tokens);
    expect(box.tops).toEqual([
      { line: 1, start: 0, end: 9 },
      { line: 3, start: 4, end: 9 },
    ]);
    expect(box.bottoms).toEqual([
      { line: 1, start: 4, end: 9 },
      { line: 3, start: 0, end: 9 },
    ]);
  });

  it('steps on the left where tokens do not start in the same column', () => {
    const box = entityBox([token(0, 'abcd', 4), token(1, 'abcdef', 2)]);
    expect(box.tops).toContainEqual({ line: 1, start: 2, end: 4 });
    expect(box.bottoms).toEqual([{ line: 1, start: 2, end: 8 }]);
  });

  it('closes all pieces of an entity that comment lines cut', () => {
    const tokens = [token(0, 'Ada'), token(2, 'King'), token(3, 'Noel'), token(5, 'Lovelace')];
    const [ada, king, noel, lovelace] = tokens;
    expect(entityBox(tokens)).toEqual({
      whole: [ada, lovelace],
      sides: [king, noel],
      tops: [king],
      bottoms: [noel],
    });
  });
});
