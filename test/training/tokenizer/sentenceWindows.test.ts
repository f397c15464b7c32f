import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceWindows } from '../../../src/training/tokenizer/sentenceWindows';
import { describeBertTokenizer } from '../../../src/training/tokenizer/tokenizerFiles';
import { WordPieces } from '../../../src/training/tokenizer/wordPieces';

const wordPieces = new WordPieces({
  tokenizer: describeBertTokenizer(['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'a', '##a', 'b'].join('\n')),
  config: {},
});
const [, , cls, sep, a, aa, b] = [0, 1, 2, 3, 4, 5, 6];

describe('sentenceWindows', () => {
  it('is one window for a sentence that fits; first pieces begin tokens', () => {
    const [window, ...others] = sentenceWindows(['b', 'aaa', 'b'], wordPieces, 7);
    expect(others).toEqual([]);
    expect([...(window?.ids ?? [])]).toEqual([cls, b, a, aa, aa, b, sep]);
    expect([...(window?.tokens ?? [])]).toEqual([-1, 0, 1, -1, -1, 2, -1]);
  });

  it('overlaps, and lets each window own the tokens of which it sees more surroundings', () => {
    const windows = sentenceWindows(new Array(14).fill('b'), wordPieces, 10);
    expect(windows.map(({ tokens }) => [...tokens])).toEqual([
      [-1, 0, 1, 2, 3, 4, 5, 6, -1, -1],
      [-1, -1, 7, 8, 9, 10, 11, 12, 13, -1],
    ]);
  });

  it('shortens only a token that is longer than a window', () => {
    const windows = sentenceWindows(['b', 'a'.repeat(50), 'b'], wordPieces, 8);
    expect(windows.map(({ ids }) => ids.length)).toEqual([3, 8, 3]);
    expect(windows.flatMap(({ tokens }) => [...tokens].filter((token) => token >= 0))).toEqual([0, 1, 2]);
  });

  it('owns every token exactly once, in windows that fit, whatever the sentence', () => {
    const sentence = fc.array(
      fc.integer({ min: 1, max: 20 }).map((length) => 'a'.repeat(length)),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(sentence, fc.integer({ min: 8, max: 40 }), (tokens, maxLength) => {
        const windows = sentenceWindows(tokens, wordPieces, maxLength);
        const owned = windows.flatMap((window) => [...window.tokens].filter((token) => token >= 0));
        expect(owned).toEqual(tokens.map((_, index) => index));
        for (const { ids, tokens: owners } of windows) {
          expect(ids.length).toBeLessThanOrEqual(maxLength);
          expect(owners).toHaveLength(ids.length);
          expect([ids[0], ids.at(-1)]).toEqual([cls, sep]);
          owners.forEach((token, piece) => {
            if (token >= 0) expect(ids[piece]).toBe(wordPieces.of(tokens[token] ?? '')[0]);
          });
        }
      }),
    );
  });
});
