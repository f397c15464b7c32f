import { type CellEdit, editTags } from '../edits';
import { decodeEntities, respelt } from '../entities';
import type { Sentence, TagScheme } from '../types';
import type { LiveDocument, TextChange } from './liveDocument';
import { liveTagColumns } from './liveTagColumns';
import { tagUse } from './tagUse';

/** An edit of a document in the terms of editors. */
export function asChange({ line, start, end, newText }: CellEdit): TextChange {
  return { start: { line, character: start }, end: { line, character: end }, newText };
}

/**
 * The edits that end a sentence before one of its tokens: a blank line, and in each column of tags other prefixes where an entity is cut in
 * two.
 * @param token the first of the new sentence, not 0
 */
export function splitSentence(live: LiveDocument, sentence: Sentence, token: number): TextChange[] {
  const place = { line: sentence.lines[token] ?? 0, character: 0 };
  const edits = liveTagColumns(live).flatMap((column) => {
    const tags = cutBefore(live.tags(sentence, column), token, tagUse(live, column).scheme);
    return editTags(live, sentence, tags, column);
  });
  return [{ start: place, end: place, newText: live.endOfLine }, ...edits.map(asChange)];
}

/**
 * The edits that make one sentence of two that stand one after the other: without the blank lines between them, and with other prefixes
 * where entities touch. Comments between them stay.
 */
export function mergeSentences(live: LiveDocument, first: Sentence, second: Sentence): TextChange[] {
  const blanks: TextChange[] = [];
  for (let line = (first.lines.at(-1) ?? 0) + 1; line < (second.lines[0] ?? 0); line++) {
    if (live.lineKind(line) !== 'blank') continue;
    blanks.push({ start: { line, character: 0 }, end: { line: line + 1, character: 0 }, newText: '' });
  }
  const edits = liveTagColumns(live).flatMap((column) => {
    const [before, after] = [live.tags(first, column), live.tags(second, column)];
    const tags = keptApart(before, after, tagUse(live, column).scheme);
    return [
      ...editTags(live, first, tags.slice(0, before.length), column),
      ...editTags(live, second, tags.slice(before.length), column),
    ];
  });
  return [...blanks, ...edits.map(asChange)];
}

/** Nothing but blank lines and comments between them? Only then can they be one. */
export function canMerge(live: LiveDocument, first: Sentence, second: Sentence): boolean {
  for (let line = (first.lines.at(-1) ?? 0) + 1; line < (second.lines[0] ?? 0); line++) {
    if (live.lineKind(line) === 'docstart') return false;
  }
  return true;
}

/** The entity that is cut is two after it. */
function cutBefore(tags: readonly string[], token: number, scheme: TagScheme): readonly string[] {
  const cut = decodeEntities(tags).find(({ start, end }) => start < token && token < end);
  if (!cut) return tags;
  const [above, below] = [tags.slice(0, token), tags.slice(token)];
  return [
    ...respelt(above, decodeEntities(above), { start: cut.start, end: token }, scheme),
    ...respelt(below, decodeEntities(below), { start: 0, end: cut.end - token }, scheme),
  ];
}

/** Both sentences' tags, the entities at their border written so that they stay two. */
function keptApart(before: readonly string[], after: readonly string[], scheme: TagScheme): readonly string[] {
  const tags = [...before, ...after];
  const border = before.length;
  const apart = [
    ...decodeEntities(before),
    ...decodeEntities(after).map((entity) => ({ ...entity, start: entity.start + border, end: entity.end + border })),
  ];
  const isSame = decodeEntities(tags).length === apart.length;
  return isSame ? tags : respelt(tags, apart, { start: border, end: border }, scheme);
}
