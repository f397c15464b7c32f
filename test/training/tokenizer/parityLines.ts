import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The lines and vocabulary of scripts/make-tokenizer-fixtures.py, number for number. */

const ranges: readonly (readonly [first: number, last: number])[] = [
  [0x21, 0x7e],
  [0x21, 0x7e],
  [0x61, 0x7a],
  [0x0, 0x1f],
  [0x7f, 0xbf],
  [0xc0, 0xff],
  [0x100, 0x24f],
  [0x250, 0x2ff],
  [0x300, 0x36f],
  [0x370, 0x3ff],
  [0x400, 0x52f],
  [0x531, 0x58a],
  [0x591, 0x5f4],
  [0x600, 0x6ff],
  [0x900, 0x97f],
  [0x980, 0x9fe],
  [0xe01, 0xe5b],
  [0x10a0, 0x10ff],
  [0x1100, 0x11ff],
  [0x1e00, 0x1ffe],
  [0x2000, 0x206f],
  [0x20a0, 0x214f],
  [0x2190, 0x23ff],
  [0x2500, 0x27bf],
  [0x2e00, 0x2e5d],
  [0x3000, 0x30ff],
  [0x3400, 0x34ff],
  [0x4e00, 0x4fff],
  [0xac00, 0xacff],
  [0xe000, 0xe00f],
  [0xf900, 0xfa2f],
  [0xfb00, 0xfb06],
  [0xfe00, 0xfe6f],
  [0xff00, 0xfffd],
  [0x10400, 0x1044f],
  [0x11100, 0x111cf],
  [0x1d400, 0x1d4ff],
  [0x1f1e6, 0x1f1ff],
  [0x1f300, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x200ff],
  [0x2b740, 0x2b740],
  [0x2b920, 0x2baff],
  [0x2f800, 0x2f8ff],
  [0xe0001, 0xe007f],
  [0x21, 0xd7ff],
  [0x10000, 0x1f9ff],
];

const tricky: readonly string[] = [
  '[SEP]',
  '[MASK]',
  '[sep]',
  '[UNK]x',
  'ΟΔΥΣΣΕΥΣ',
  'ΑΣ.',
  'İstanbul',
  'ıI',
  'straße',
  'STRASSE',
  'ẞ',
  'ǅ',
  'ﬁn',
  'Å',
  'e\u{301}',
  'ẛ\u{323}',
  '각',
  '각',
  'नमस\u{94d}त\u{947}',
  'ภาษาไทย',
  'ש\u{5b8}\u{5c1}לו\u{5b9}ם',
  'م\u{64e}ر\u{652}ح\u{64e}ب\u{64b}ا',
  '東京タワー',
  'ｶﾞ',
  '𠮷野家',
  '👩\u{200d}👩\u{200d}👧',
  '🇩🇪',
  '❤\u{fe0f}',
  '1\u{fe0f}\u{20e3}',
  "don't",
  "O'Neil-Smith",
  'U.S.A.',
  '$1,234.56',
  'http://a.b/c?d=e#f',
  '@user',
  '#tag',
  '...',
  '—',
  '\u{ad}',
  '\u{200b}',
  '\u{feff}',
  '\u{2028}',
  '\u{0}',
  '�',
  '\u{85}',
  '\u{180e}',
  '\u{a0}',
  '\u{3000}',
  'x'.repeat(100),
  'x'.repeat(101),
  'é'.repeat(100),
  '##ing',
  'a\u{308}\u{323}',
  'Ⅷ',
  '①',
  '½',
  'ℌ',
  'K',
  '\u{e0067}',
];

const separators = ['', '', '', ' ', ' ', ' ', '-', '.', '\t', '\u00a0'];

/** mulberry32: whole numbers below a limit. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

const isAscii = (text: string) => [...text].every((character) => (character.codePointAt(0) ?? 0) < 128);

const words: readonly string[] = [
  ...new Set(
    readFileSync(path.resolve(import.meta.dirname, '../../../media/sample/original.conll'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('-DOCSTART-'))
      .map((line) => line.split(' ')[0] ?? ''),
  ),
];

export function parityLines(count: number): string[] {
  const below = randomNumbers(2003);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[below(list.length)];
    if (item === undefined) throw new RangeError('there is nothing to pick from');
    return item;
  };
  return Array.from({ length: count }, () => {
    let line = '';
    for (let parts = 1 + below(8); parts > 0; parts--) {
      const kind = below(8);
      if (kind < 3) {
        const word = pick(words);
        line += kind === 0 && isAscii(word) ? word.toUpperCase() : word;
      } else if (kind === 3) {
        line += pick(tricky);
      } else {
        const [first, last] = pick(ranges);
        for (let left = 1 + below(4); left > 0; left--) line += String.fromCodePoint(first + below(last - first + 1));
      }
      line += pick(separators);
    }
    return line;
  });
}

/** Every character of the ranges but the two wide ones, alone and continuing; and the words of the sample. */
export function parityVocabulary(): string[] {
  const pieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
  for (const [first, last] of ranges.slice(0, -2)) {
    for (let code = first; code <= last; code++) {
      const character = String.fromCodePoint(code);
      if ((code > 0x20 && code < 0x7f) || code > 0xa0) pieces.push(character, `##${character}`);
    }
  }
  return [...new Set([...pieces, ...words, ...words.filter(isAscii).map((word) => word.toLowerCase())])];
}

/** FNV-1a over whole numbers. */
export function hashOf(ids: readonly number[]): number {
  return ids.reduce((value, id) => Math.imul(value ^ id, 0x01000193) >>> 0, 0x811c9dc5);
}
