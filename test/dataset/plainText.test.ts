import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConllDocument, importPlainText } from '../../src/dataset';

const sentencesOf = (text: string): string[] =>
  ConllDocument.parse(importPlainText(text)).sentences.map(({ tokens }) => tokens.join(' '));

describe('importPlainText', () => {
  it.each([
    ['Ada met Grace. They talked!', ['Ada met Grace .', 'They talked !']],
    ["Mr. Smith doesn't pay $1,000.50 to the U.S. team.", ["Mr. Smith does n't pay $ 1,000.50 to the U.S. team ."]],
    ['See http://a.b/c?d=1, or write to x.y@z.org.', ['See http://a.b/c?d=1 , or write to x.y@z.org .']],
    ['A New York-based firm (founded 1999) fell 3.5%.', ['A New York-based firm ( founded 1999 ) fell 3.5 % .']],
    ['One line\nof text.\n\nA new paragraph', ['One line of text .', 'A new paragraph']],
    ['', []],
  ])('parts %j', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it('tags every token O', () => {
    expect(importPlainText('Go home.')).toBe('Go O\nhome O\n. O\n');
  });

  it('puts every character that is not white space into exactly one token, in order', () => {
    const anyText = fc
      .array(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(' ', '\n\n', '.', "n't", 'a@b.c', '1,2', '\u00a0')),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = importPlainText(text)
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => line.slice(0, -2));
        expect(tokens.join('')).toBe(text.replace(/^\ufeff/u, '').replace(/\s+/gu, ''));
      }),
      { numRuns: 1000 },
    );
  });
});
