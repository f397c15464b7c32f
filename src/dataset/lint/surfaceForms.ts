import type { Sentence } from '../types';

/** Longer rows of capitalised tokens are headlines, not names. */
const longestRow = 5;

/** The tokens of an entity as they are compared and shown. */
export function surfaceForm(tokens: readonly string[], start: number, end: number): string {
  return end - start === 1 ? (tokens[start] ?? '') : tokens.slice(start, end).join(' ');
}

/**
 * The forms that might be entities and are none: every untagged token with a letter, and every row of two to five capitalised ones,
 * whole: to look at all parts of all sentences would cost much and find little.
 */
export function untaggedForms(
  { tokens, tags }: Sentence,
  visit: (form: string, start: number, end: number) => void,
): void {
  let row = -1;
  for (let token = 0; token <= tokens.length; token++) {
    const text = tokens[token] ?? '';
    const untagged = token < tokens.length && tags[token] === 'O';
    if (untagged && isWord(text)) visit(text, token, token + 1);
    if (untagged && isCapitalised(text)) {
      if (row < 0) row = token;
      continue;
    }
    if (row >= 0 && token - row >= 2 && token - row <= longestRow) visit(surfaceForm(tokens, row, token), row, token);
    row = -1;
  }
}

/** Begins with a letter; punctuation and numbers are everywhere. */
function isWord(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 128) return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return /^\p{L}/u.test(text);
}

function isCapitalised(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90;
  return /^\p{Lu}/u.test(text);
}
