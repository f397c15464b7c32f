import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerSpan, alignAnswer } from '../../src/annotation';

const types = ['LOC', 'ORG', 'PER'];
const tokens = 'Paris Hilton left Paris for U.S. soil , said Al - Jazeera .'.split(' ');
const span = (start: number, end: number, text: string, type = 'PER'): AnswerSpan => ({ start, end, text, type });
const align = (...spans: AnswerSpan[]) => alignAnswer(tokens, spans, types);

describe('an answered span', () => {
  it('is taken where its token numbers and its text agree', () => {
    const { entities, rejections } = align(span(0, 1, 'Paris Hilton'), span(3, 3, 'Paris', 'LOC'));
    expect(entities).toEqual([
      { type: 'PER', start: 0, end: 2, repaired: false },
      { type: 'LOC', start: 3, end: 4, repaired: false },
    ]);
    expect(rejections).toEqual([]);
  });

  it('may join its tokens in another way', () => {
    expect(align(span(9, 11, 'Al-Jazeera', 'ORG')).entities).toEqual([
      { type: 'ORG', start: 9, end: 12, repaired: false },
    ]);
  });

  it('is repaired to the nearest place where its text stands', () => {
    expect(align(span(4, 4, 'Paris', 'LOC')).entities).toEqual([{ type: 'LOC', start: 3, end: 4, repaired: true }]);
    expect(align(span(1, 1, 'Paris', 'LOC')).entities).toEqual([{ type: 'LOC', start: 0, end: 1, repaired: true }]);
    expect(align(span(99, 120, 'Paris', 'LOC')).entities).toEqual([{ type: 'LOC', start: 3, end: 4, repaired: true }]);
  });

  it('is repaired to a place of its own when the same text was answered twice', () => {
    const { entities } = align(span(0, 0, 'Paris', 'LOC'), span(0, 1, 'Paris', 'LOC'));
    expect(entities.map(({ start, repaired }) => [start, repaired])).toEqual([
      [0, false],
      [3, true],
    ]);
  });

  it.each([
    ['not-in-sentence', span(0, 0, 'London', 'LOC')],
    ['not-in-sentence', span(0, 0, ' ', 'LOC')],
    ['unknown-type', span(0, 0, 'Paris', 'CITY')],
  ])('is rejected as %s', (reason, answer) => {
    const { entities, rejections } = align(answer);
    expect(entities).toEqual([]);
    expect(rejections).toEqual([{ reason, message: expect.any(String), answer }]);
  });

  it('is repaired last where only capitals, accents or quotation marks differ', () => {
    expect(align(span(9, 9, 'PARIS', 'LOC')).entities).toEqual([{ type: 'LOC', start: 3, end: 4, repaired: true }]);
    // What reads exactly so goes first, whichever was answered first.
    const both = align(span(9, 9, 'paris', 'LOC'), span(4, 4, 'Paris', 'LOC'));
    expect(both.entities.map(({ start }) => start)).toEqual([0, 3]);
    expect(both.rejections).toEqual([]);
  });

  it('is rejected as a duplicate of an equal one', () => {
    const { entities, rejections } = align(span(5, 5, 'U.S.', 'LOC'), span(5, 5, 'U.S.', 'LOC'));
    expect(entities.length).toBe(1);
    expect(rejections.map(({ reason }) => reason)).toEqual(['duplicate']);
  });

  it('yields to a longer one that it overlaps, whichever was answered first', () => {
    const { entities, rejections } = align(span(0, 0, 'Paris', 'LOC'), span(0, 1, 'Paris Hilton'));
    expect(entities).toEqual([{ type: 'PER', start: 0, end: 2, repaired: false }]);
    expect(rejections.map(({ reason, message }) => [reason, message])).toEqual([
      ['overlap', 'LOC "Paris" overlaps PER "Paris Hilton", which stays'],
    ]);
  });

  it('is never lost: it becomes an entity or a rejection, and entities never overlap', () => {
    const word = fc.constantFrom('a', 'b', 'ab', 'B', '"', '{', 'é');
    const anySpan = fc.record({
      start: fc.integer({ min: -2, max: 9 }),
      end: fc.integer({ min: -2, max: 9 }),
      text: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
      type: fc.constantFrom('PER', 'LOC', 'CITY'),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.array(anySpan, { maxLength: 6 }), (sentence, spans) => {
        const { entities, rejections } = alignAnswer(sentence, spans, types);
        expect(entities.length + rejections.length).toBe(spans.length);
        entities.forEach(({ start, end }, index) => {
          expect(start).toBeGreaterThanOrEqual(entities[index - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(sentence.length);
        });
      }),
      { numRuns: 2000 },
    );
  });
});
