import { atCell, inLine } from '../lint/finding';
import type { Rule } from '../lint/rule';

/**
 * No-break and other wide or narrow spaces, zero-width space, direction marks, word joiner, soft hyphen, byte order mark and control
 * characters. The zero-width joiner and non-joiner belong to words of some scripts and to emoji.
 */
const odd =
  /[\u00a0\u00ad\u1680\u180e\u2000-\u200b\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]|[^\P{Cc}\t\n\r]/u;
const all = new RegExp(`${odd.source}|^ +| +$`, 'gu');

/** A token with white space or an invisible character: it looks like another token and is none. */
export const whiteSpaceToken: Rule = {
  code: 'white-space-token',
  severity: 'warning',
  reads: [],
  check: ({ document }) => {
    // In files parted by tabs a space belongs to its cell.
    if (document.separator === 'blank' && !odd.test(document.text)) return [];
    return document.sentences.flatMap((sentence) =>
      sentence.tokens.flatMap((token, index) => {
        if (!odd.test(token) && !token.startsWith(' ') && !token.endsWith(' ')) return [];
        const line = sentence.lines[index] ?? 0;
        const { start } = document.lineRange(line);
        const cell = document.cells(line)[document.tokenColumn];
        if (!cell) return [];
        const left = token.replace(all, '');
        const inside = token.replace(/^\s+|\s+$/gu, '').match(all) ?? [];
        // Between words a space means something, whatever kind it is.
        const words = inside.some((character) => /\s/u.test(character));
        return [
          atCell(document, line, document.tokenColumn, {
            message:
              left === ''
                ? `This token is nothing but ${named(token)}. Remove its line, or join it with a neighbour.`
                : `This token holds ${named(token)}, which cannot be seen: models and dictionaries take it for another word.`,
            ...(left !== '' &&
              !words && {
                fix: {
                  title: `Change to "${left}"`,
                  edits: [inLine(line, cell.start - start, cell.end - start, left)],
                  safe: false,
                },
              }),
          }),
        ];
      }),
    );
  },
};

const names: Readonly<Record<string, string>> = {
  ' ': 'a space',
  '\u00a0': 'a no-break space',
  '\u00ad': 'a soft hyphen',
  '\u200b': 'a zero-width space',
  '\u200e': 'a left-to-right mark',
  '\u200f': 'a right-to-left mark',
  '\u2060': 'a word joiner',
  '\u3000': 'an ideographic space',
  '\ufeff': 'a byte order mark',
};

function named(token: string): string {
  const characters = [...new Set(token.match(all) ?? [])];
  return characters
    .map((each) => {
      const code = `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      return names[each] === undefined ? code : `${names[each]} (${code})`;
    })
    .join(' and ');
}
