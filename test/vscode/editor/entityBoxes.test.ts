import { describe, expect, it } from 'vitest';
import { entityBox } from '../../../src/vscode/editor/entityBoxes';

const token = (line: number, text: string, start = 0) => ({ line, start, end: start + text.length });

describe('entityBox', () => {
  it('closes a single token on all four sides', () => {
    const span = token(3, 'Oslo');
    expect(entityBox({ type: 'LOC', start: 0, end: 1 }, [span])).toEqual({
      type: 'LOC',
      sides: [span],
      tops: [span],
      bottoms: [span],
    });
  });

  it('steps where the token below is narrower or wider, so that the outline is closed', () => {
    const tokens = [token(0, 'in'), token(1, 'Stratford'), token(2, 'upon'), token(3, 'Avon-Mill')];
    const box = entityBox({ type: 'LOC', start: 1, end: 4 }, tokens);
    expect(box.sides).toEqual(tokens.slice(1));
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
    const box = entityBox({ type: 'X', start: 0, end: 2 }, [token(0, 'abcd', 4), token(1, 'abcdef', 2)]);
    expect(box.tops).toContainEqual({ line: 1, start: 2, end: 4 });
    expect(box.bottoms).toEqual([{ line: 1, start: 2, end: 8 }]);
  });

  it('closes both pieces of an entity that a comment line cuts', () => {
    const box = entityBox({ type: 'PER', start: 0, end: 2 }, [token(0, 'Ada'), token(2, 'Lovelace')]);
    expect(box.tops).toEqual(box.sides);
    expect(box.bottoms).toEqual(box.sides);
  });
});
