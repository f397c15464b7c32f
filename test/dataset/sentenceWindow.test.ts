import { describe, expect, it } from 'vitest';
import { sentencesBetween } from '../../src/dataset/sentenceWindow';

const sentences = [[0, 1, 2], [4], [6, 8, 9], [11]].map((lines, index) => ({
  index,
  documentIndex: 0,
  lines,
  tokens: lines.map(String),
  tags: lines.map(() => 'O'),
}));

describe('sentencesBetween', () => {
  it.each([
    [0, 0, [0]],
    [2, 4, [0, 1]],
    [3, 3, []],
    [7, 7, [2]],
    [5, 100, [2, 3]],
    [12, 20, []],
  ])('finds what stands on lines %i to %i', (first, last, indices) => {
    expect(sentencesBetween(sentences, first, last).map(({ index }) => index)).toEqual(indices);
  });
});
