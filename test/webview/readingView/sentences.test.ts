import { beforeEach, describe, expect, it } from 'vitest';
import type { ReadSentence } from '../../../src/protocol/readingView';
import { Sentences } from '../../../src/webview/readingView/sentences';

const sentence = (index: number, text = 'word'): ReadSentence => ({
  ...{ index, line: index + 1, tokens: [{ text, spaced: false }], readings: [], differing: [] },
});

describe("the page's sentences", () => {
  let asked: [number, number][];
  let sentences: Sentences;
  beforeEach(() => {
    asked = [];
    sentences = new Sentences((from, to) => asked.push([from, to]));
    sentences.add([sentence(4), sentence(5), sentence(6)], 1);
    sentences.see(5);
  });

  it('are asked for once a version, and shown as they were until they come', () => {
    sentences.need(5);
    expect(asked).toEqual([]);
    sentences.outdate();
    expect(sentences.need(5)).toEqual(sentence(5));
    sentences.need(7);
    expect(asked).toEqual([[0, 60]]);
  });

  it('are edited as they were seen, not as they came since', () => {
    expect(sentences.seenVersion(5)).toBe(1);
    sentences.add([sentence(5, 'other')], 2);
    expect(sentences.seenVersion(5)).toBe(1);
    sentences.see(5);
    expect(sentences.seenVersion(5)).toBe(2);
    expect(sentences.seenVersion(6)).toBeUndefined();
  });

  it("are as true after the user's own edit of another, and of no other version", () => {
    sentences.carry(1, 2, 5);
    // The edited one comes anew; what was seen of it is what was made of it.
    expect(sentences.seenVersion(5)).toBe(1);
    sentences.add([sentence(5, 'edited')], 2);
    expect(sentences.seenVersion(5)).toBe(2);
    sentences.see(6);
    expect(sentences.seenVersion(6)).toBe(2);
    sentences.carry(3, 4, 5);
    expect(sentences.seenVersion(6)).toBe(2);
  });
});
