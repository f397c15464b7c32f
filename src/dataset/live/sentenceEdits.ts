import { type CellEdit, editTags } from '../edits';
import { decodeEntities, encodeEntities } from '../entities';
import type { Sentence, TagScheme } from '../types';
import type { LiveDocument, TextChange } from './liveDocument';

/** An edit of a document in the terms of editors. */
export function asChange({ line, start, end, newText }: CellEdit): TextChange {
  return { start: { line, character: start }, end: { line, character: end }, newText };
}

/**
 * The edits that end a sentence before one of its tokens: a blank line, and other prefixes where an entity is cut in two.
 * @param token the first of the new sentence, not 0
 */
export function splitSentence(live: LiveDocument, sentence: Sentence, token: number, scheme: TagScheme): TextChange[] {
  const line = sentence.lines[token] ?? 0;
  const place = { line, character: 0 };
  const { tags } = sentence;
  const cut = decodeEntities(tags).find(({ start, end }) => start < token && token < end);
  const newTags = cut ? [...respelt(tags.slice(0, token), scheme), ...respelt(tags.slice(token), scheme)] : tags;
  return [{ start: place, end: place, newText: live.endOfLine }, ...editTags(live, sentence, newTags).map(asChange)];
}

/**
 * The edits that make one sentence of two that stand one after the other: without the blank lines between them, and with other prefixes
 * where entities touch. Comments between them stay.
 */
export function mergeSentences(live: LiveDocument, first: Sentence, second: Sentence, scheme: TagScheme): TextChange[] {
  const blanks: TextChange[] = [];
  for (let line = (first.lines.at(-1) ?? 0) + 1; line < (second.lines[0] ?? 0); line++) {
    if (live.lineKind(line) !== 'blank') continue;
    blanks.push({ start: { line, character: 0 }, end: { line: line + 1, character: 0 }, newText: '' });
  }
  const apart = [...decodeEntities(first.tags), ...decodeEntities(second.tags).map((entity) => shifted(entity, first))];
  const tags = [...first.tags, ...second.tags];
  const together = decodeEntities(tags);
  const newTags = together.length === apart.length ? tags : encodeEntities(apart, tags.length, scheme);
  return [
    ...blanks,
    ...editTags(live, first, newTags.slice(0, first.tags.length)).map(asChange),
    ...editTags(live, second, newTags.slice(first.tags.length)).map(asChange),
  ];
}

/** Nothing but blank lines and comments between them? Only then can they be one. */
export function canMerge(live: LiveDocument, first: Sentence, second: Sentence): boolean {
  for (let line = (first.lines.at(-1) ?? 0) + 1; line < (second.lines[0] ?? 0); line++) {
    if (live.lineKind(line) === 'docstart') return false;
  }
  return true;
}

function respelt(tags: readonly string[], scheme: TagScheme): string[] {
  return encodeEntities(decodeEntities(tags), tags.length, scheme);
}

function shifted<Span extends { readonly start: number; readonly end: number }>(span: Span, before: Sentence): Span {
  return { ...span, start: span.start + before.tokens.length, end: span.end + before.tokens.length };
}
