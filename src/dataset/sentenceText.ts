import type { Entity } from './types';

/** A stretch of running text: one entity, or what stands between two. */
export interface TextPart {
  readonly text: string;
  readonly type?: string;
}

const CLOSES = /^(?:[,.;:!?%)\]}»”’…]+|-RRB-|-RSB-|-RCB-|''|n['’]t|['’](?:s|S|m|re|ve|ll|d|t))$/u;
const OPENS = /^(?:[([{«“‘¿¡$£€#]|-LRB-|-LSB-|-LCB-|``)$/u;
/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}、。，！？：；「」『』（）]/u;
const BRACKETS: Readonly<Record<string, string>> = {
  '-LRB-': '(',
  '-RRB-': ')',
  '-LSB-': '[',
  '-RSB-': ']',
  '-LCB-': '{',
  '-RCB-': '}',
  '``': '“',
  "''": '”',
};

/**
 * A sentence as people write it, cut where entities begin and end. For display only: the spaces are guessed from
 * punctuation (Penn Treebank conventions), the data never changes.
 */
export function runningText(tokens: readonly string[], entities: readonly Entity[]): TextPart[] {
  const parts: TextPart[] = [];
  let plain = '';
  let entity: { text: string; type: string } | undefined;
  for (const [index, { text, spaced }] of spacedTokens(tokens).entries()) {
    const ended = entities.some((candidate) => candidate.end === index);
    if (ended && entity !== undefined) {
      parts.push(entity);
      entity = undefined;
    }
    const starting = entities.find((candidate) => candidate.start === index);
    if (starting !== undefined) {
      plain += spaced ? ' ' : '';
      if (plain !== '') parts.push({ text: plain });
      plain = '';
      entity = { text, type: starting.type };
    } else if (entity !== undefined) {
      entity.text += (spaced ? ' ' : '') + text;
    } else {
      plain += (spaced ? ' ' : '') + text;
    }
  }
  if (entity !== undefined) parts.push(entity);
  if (plain !== '') parts.push({ text: plain });
  return parts;
}

/** Tokens as people write them, in quotes. */
export function quoted(tokens: readonly string[]): string {
  return `“${runningText(tokens, [])
    .map(({ text }) => text)
    .join('')}”`;
}

/** Tokens as people write them, each with whether a space stands before it: guessed, for display only. */
export function spacedTokens(tokens: readonly string[]): { readonly text: string; readonly spaced: boolean }[] {
  let quoted = false;
  let glued = true;
  return tokens.map((token, index) => {
    const previous = tokens[index - 1];
    const spaced =
      index > 0 && !glued && !CLOSES.test(token) && !(token === '"' && quoted) && !unspaced(previous, token);
    glued = OPENS.test(token) || (token === '"' && !quoted);
    if (token === '"') quoted = !quoted;
    return { text: display(token), spaced };
  });
}

function display(token: string): string {
  return BRACKETS[token] ?? token.replace(/[\s\p{Cc}]+/gu, ' ');
}

function unspaced(left: string | undefined, right: string): boolean {
  const last = [...(left ?? '')].at(-1) ?? '';
  const first = [...right][0] ?? '';
  return UNSPACED.test(last) && UNSPACED.test(first);
}
