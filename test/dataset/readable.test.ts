import { describe, expect, it } from 'vitest';
import { checkReadable } from '../../src/dataset';

describe('checkReadable', () => {
  it('accepts CoNLL, with tags or without', () => {
    for (const text of ['a O\nb B-X\n', 'just\ntokens\n', 'a NP-B\nb NP-I\n'])
      expect(checkReadable(text, 'f')).toBeUndefined();
  });

  it.each([
    ['a binary', Uint8Array.of(0x7f, 0x45, 0, 1), /^f\.conll: this is a binary file/],
    ['an empty file', new Uint8Array(0), /^f\.conll: the file is empty/],
    ['white space', '\ufeff \n\n', /^f\.conll: the file is empty/],
    ['10 MB on one line', `a O\n${'x'.repeat(10_000_000)}`, /^f\.conll, line 2: the line has 10000000 characters/],
    ['comments only', '# one\n\n# two\n', /^f\.conll: no token line was found/],
    [
      'prose',
      'It was a dark and stormy night.\nThe rain fell in torrents, they say.\n',
      /^f\.conll: this does not look like CoNLL.*import/s,
    ],
    ['JSON', '{\n  "a": [1, 2],\n  "b": {"c": 3}\n}\n', /^f\.conll: this does not look like CoNLL/],
  ])('refuses %s and says what to do', (_what, content, message) => {
    const error = checkReadable(content, 'f.conll');
    expect(error?.message).toMatch(message);
    expect(error?.file).toBe('f.conll');
  });
});
