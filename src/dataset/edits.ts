import type { Cell, Separator } from './cells';
import { DatasetError } from './datasetError';
import type { ConllDocument } from './document';
import { decodeEntities, encodeEntities, respelt } from './entities';
import type { LiveDocument } from './live/liveDocument';
import { isTag } from './tags';
import type { Entity, Sentence, TagScheme, TextEdit } from './types';

/** What is edited: a ConllDocument, whose places count from the text's beginning, or a LiveDocument, where they count from the line's. */
export interface EditableCells {
  readonly tagColumn: number;
  readonly separator: Separator;
  cells(line: number): readonly Cell[];
  /** What stands between two places of a line. */
  textBetween(line: number, start: number, end: number): string;
}

/** A TextEdit inside one line; its places are those of the line's cells. */
export interface CellEdit extends TextEdit {
  readonly line: number;
}

/**
 * The edits that give a sentence these tags: one for each tag cell that differs, nothing else. A cell that is no tag counts as O and
 * stays where O is wanted: it is a typing error, or a part of a token that was cut in two, and would be lost.
 * @param column where they are to stand
 * @throws DatasetError where a tag has no place: see whyNoTagPlace
 */
export function editTags(
  document: EditableCells,
  sentence: Sentence,
  tags: readonly string[],
  column: number = document.tagColumn,
): CellEdit[] {
  return sentence.lines.flatMap((line, index) => {
    const newText = tags[index];
    const cells = document.cells(line);
    const cell = cells[column];
    if (newText === undefined || newText === cell?.text) return [];
    const why = whyNoTagPlace(document, line, column);
    if (why && newText === 'O') return [];
    if (why) throw why;
    if (cell) return [{ line, start: cell.start, end: cell.end, newText }];
    // A line that lacks only its tag gets one; O is what it counts as already.
    const last = cells.at(-1);
    if (newText === 'O' || !last) return [];
    return [{ line, start: last.end, end: last.end, newText: separatorBefore(document, cells.length, line) + newText }];
  });
}

/** Why a token's line has no place for another tag: columns before it are missing, or something else stands there. Undefined where it has one. */
export function whyNoTagPlace(
  document: EditableCells,
  line: number,
  column: number = document.tagColumn,
): DatasetError | undefined {
  const cells = document.cells(line);
  const cell = cells[column];
  if (cell ? cell.text === '' || isTag(cell.text) : cells.length === column) return undefined;
  return new DatasetError(
    cell
      ? `line ${line + 1}: "${cell.text}" in column ${column + 1} is no tag, and would be lost. Correct the line first.`
      : `line ${line + 1} has ${cells.length} columns, but its tag stands in column ${column + 1}. Add the missing columns first.`,
    { line },
  );
}

/**
 * A sentence's tags with some tokens as an entity, in place of those that they touch; or, without a type, as none.
 * @param place tokens of the sentence, `end` exclusive
 */
export function labelled(
  tags: readonly string[],
  { start, end, type }: { readonly start: number; readonly end: number; readonly type?: string },
  scheme: TagScheme,
): readonly string[] {
  const kept = decodeEntities(tags).filter((entity) => entity.end <= start || end <= entity.start);
  return retagged(tags, type === undefined ? kept : [...kept, { type, start, end }], scheme);
}

/**
 * A sentence's tags with these entities. Tags of entities that stay, and do not adjoin those that come or go, stay as they stand, illegal
 * ones too.
 * @throws RangeError when entities overlap or lie outside the sentence
 */
export function retagged(tags: readonly string[], entities: readonly Entity[], scheme: TagScheme): readonly string[] {
  const before = decodeEntities(tags);
  const changed = [...without(before, entities), ...without(entities, before)];
  return changed.reduce((written, entity) => respelt(written, entities, entity, scheme), tags);
}

function without(entities: readonly Entity[], others: readonly Entity[]): Entity[] {
  return entities.filter(
    ({ type, start, end }) => !others.some((each) => each.type === type && each.start === start && each.end === end),
  );
}

/**
 * The text with these tags in the tag column, or as one more last column; a file of bare tokens has no other place.
 * @param tags one list a sentence, a tag a token
 * @throws DatasetError when a line is too short to have a tag cell
 */
export function withTags(document: ConllDocument, tags: readonly (readonly string[])[], append: boolean): string {
  if (append || document.columnCount === 1) return appendColumn(document, tags);
  const edits = document.sentences.flatMap((sentence, index) => editTags(document, sentence, tags[index] ?? []));
  return applyEdits(document.text, edits);
}

/** As editTags, from entities. @throws RangeError when entities overlap or lie outside the sentence */
export function editEntities(
  document: EditableCells,
  sentence: Sentence,
  entities: readonly Entity[],
  scheme: TagScheme,
  column: number = document.tagColumn,
): CellEdit[] {
  return editTags(document, sentence, encodeEntities(entities, sentence.tokens.length, scheme), column);
}

/** As convertScheme, of a document that is being edited. @param columns those of tags */
export function convertSentences(live: LiveDocument, to: TagScheme, columns: readonly number[]): CellEdit[] {
  return live
    .sentencesBetween(0, live.lineCount - 1)
    .flatMap((sentence) =>
      columns.flatMap((column) =>
        editEntities(live, sentence, decodeEntities(live.tags(sentence, column)), to, column),
      ),
    );
}

/** Rewrites all tags into another scheme. Entities stay as conlleval reads them, illegal sequences included. */
export function convertScheme(document: ConllDocument, to: TagScheme): TextEdit[] {
  return document.sentences.flatMap((sentence) => editEntities(document, sentence, decodeEntities(sentence.tags), to));
}

/**
 * @param edits in any order, not overlapping
 * @throws RangeError when they overlap or lie outside the text
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const { start, end, newText } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < position || end < start || end > text.length) {
      throw new RangeError(`the edit of ${start} to ${end} overlaps another or lies outside the text`);
    }
    parts.push(text.slice(position, start), newText);
    position = end;
  }
  parts.push(text.slice(position));
  return parts.join('');
}

/**
 * The text with one more last column on every token line; `-DOCSTART-` lines that have columns get O. All else stays
 * byte for byte.
 * @param tags of each sentence, a tag a token
 * @throws RangeError when sentences or tokens are missing
 */
export function appendColumn(document: ConllDocument, tags: readonly (readonly string[])[]): string {
  const edits: TextEdit[] = [];
  const append = (line: number, tag: string): void => {
    const end = document.cells(line).at(-1)?.end ?? document.lineRange(line).end;
    edits.push({ start: end, end, newText: separatorBefore(document, document.cells(line).length, line) + tag });
  };
  document.sentences.forEach((sentence, index) => {
    if (tags[index]?.length !== sentence.lines.length) {
      throw new RangeError(
        `sentence ${index + 1} has ${sentence.lines.length} tokens, but ${tags[index]?.length ?? 0} tags were given`,
      );
    }
    sentence.lines.forEach((line, token) => {
      append(line, tags[index]?.[token] ?? 'O');
    });
  });
  for (let line = 0; line < document.lineCount; line++) {
    if (document.lineKind(line) === 'docstart' && document.cells(line).length > 1) append(line, 'O');
  }
  return applyEdits(document.text, edits);
}

/** What parts a line's last two cells, so that a new cell looks like the others; else one character of the file's kind. */
function separatorBefore(document: EditableCells, cellCount: number, line: number): string {
  const cells = document.cells(line);
  const before = cells[cellCount - 2];
  const last = cells[cellCount - 1];
  if (before && last) return document.textBetween(line, before.end, last.start);
  return document.separator === 'tab' ? '\t' : ' ';
}
