import { describe, expect, it } from 'vitest';
import { touchedSentences } from '../../../src/vscode/annotate/touchedSentences';

const sentence = (index: number, ...lines: number[]) => ({
  index,
  documentIndex: 0,
  lines,
  tokens: lines.map((line) => `t${line}`),
  tags: lines.map(() => 'O'),
});
const sentences = [sentence(0, 0, 1, 2), sentence(1, 4, 5), sentence(2, 7, 9)];
const touched = (...selections: [number, number, number][]) =>
  touchedSentences(
    sentences,
    selections.map(([start, end, character]) => ({ start: { line: start }, end: { line: end, character } })),
  ).map(({ index }) => index);

describe('touchedSentences', () => {
  it('takes the whole sentence of a bare cursor', () => expect(touched([1, 1, 0])).toEqual([0]));
  it('takes every sentence a selection reaches into', () => expect(touched([2, 4, 1])).toEqual([0, 1]));
  it('leaves out a line the selection only ends before', () => expect(touched([2, 4, 0])).toEqual([0]));
  it('takes nothing on the blank line between two', () => expect(touched([3, 3, 0])).toEqual([]));
  it('takes a sentence from the comment inside it', () => expect(touched([8, 8, 0])).toEqual([2]));
  it('joins several selections, each sentence once', () =>
    expect(touched([0, 0, 0], [2, 2, 1], [9, 9, 0])).toEqual([0, 2]));
});
