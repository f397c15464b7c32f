import type { Cell, Separator } from './cells';
import { DatasetError } from './datasetError';
import type { ConllDocument } from './document';
import { decodeEntities, encodeEntities } from './entities';
import type { LiveDocument } from './live/liveDocument';
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
 * The edits that give a sentence these tags: one for each tag cell that differs, nothing else.
 * @param column where they are to stand
 * @throws DatasetError when a line is too short to have a tag cell
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
    if (cell) return [{ line, start: cell.start, end: cell.end, newText }];
    // A line that lacks only its tag gets one; O is what it counts as already.
    const last = cells.at(-1);
    if (newText === 'O') return [];
    if (!last || cells.length !== column) {
      throw new DatasetError(
        `line ${line + 1} has ${cells.length} columns, but its tag stands in column ${column + 1}. Add the missing columns first.`,
        { line },
      );
    }
    return [{ line, start: last.end, end: last.end, newText: separatorBefore(document, cells.length, line) + newText }];
  });
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

/** As convertScheme, of a document that is being edited. */
export function convertSentences(live: LiveDocument, to: TagScheme): CellEdit[] {
  return live
    .sentencesBetween(0, live.lineCount - 1)
    .flatMap((sentence) => editEntities(live, sentence, decodeEntities(sentence.tags), to));
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
