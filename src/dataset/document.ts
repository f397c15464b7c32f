import { type Cell, cellText, countCells, type Separator, splitCells } from './cells';
import { detectLayout, isBlankLine, type Layout } from './layout';
import { type LineTable, lastAtMost, lineTable } from './lineTable';
import { isTag } from './tags';
import type { Sentence } from './types';

export type LineKind = 'token' | 'blank' | 'comment' | 'docstart';

const kinds: readonly LineKind[] = ['token', 'blank', 'comment', 'docstart'];
/** Places in `kinds`. */
const [tokenLine, blankLine, commentLine, docstartLine] = [0, 1, 2, 3];

export interface ParseOptions {
  /** Index of the tag column from 0; below 0 counts from the end. The last column by default. */
  readonly tagColumn?: number;
  /** How the columns are written, where it is known: of a part of a file, the whole file's. */
  readonly layout?: Layout;
}

/** How many sentences a text has, and where `-DOCSTART-` lines part them. */
export interface DocumentShape {
  readonly sentences: number;
  /** Between two sentences, that many times. */
  readonly breaks: number;
  /** Before the first sentence. */
  readonly opensDocument: boolean;
  /** After the last sentence, or anywhere in a text without sentences. */
  readonly endsDocument: boolean;
}

/**
 * A CoNLL file as it stands: the text itself, and views of it. Nothing is normalised, so the text is its own print; all
 * changes are TextEdits against it. Parsing never fails: what is odd is found by lint.
 *
 * A line that begins with # is a comment, unless it looks like a token line of this file (as many cells as the other
 * lines, a tag in the tag column): some corpora have # as a token.
 */
export class ConllDocument {
  readonly text: string;
  readonly separator: Separator;
  /** Cells of most token lines. */
  readonly columnCount: number;
  /** Index of the tag column, from 0; -1 in a file that has none: of one column, or without token lines. */
  readonly tagColumn: number;
  readonly #lines: LineTable;
  readonly #kinds: Uint8Array;
  #sentences: readonly Sentence[] | undefined;
  #shape: DocumentShape | undefined;
  #ragged: readonly number[] | undefined;

  static parse(text: string, options: ParseOptions = {}): ConllDocument {
    return new ConllDocument(text, options);
  }

  private constructor(text: string, { tagColumn = -1, layout }: ParseOptions) {
    this.text = text;
    this.#lines = lineTable(text);
    const { separator, columnCount } = layout ?? detectLayout(text, this.#lines);
    this.separator = separator;
    this.columnCount = columnCount;
    // A file of one column has tokens only.
    this.tagColumn = columnCount < 2 ? -1 : Math.max(-1, tagColumn < 0 ? columnCount + tagColumn : tagColumn);
    this.#kinds = new Uint8Array(this.#lines.count);
    for (let line = 0; line < this.#kinds.length; line++) this.#kinds[line] = this.#classify(line);
  }

  get lineCount(): number {
    return this.#lines.count;
  }

  lineKind(line: number): LineKind {
    return kinds[this.#kinds[line] ?? 1] ?? 'blank';
  }

  /** UTF-16 range of a line, without its end-of-line. */
  lineRange(line: number): { readonly start: number; readonly end: number } {
    return { start: this.#lines.starts[line] ?? this.text.length, end: this.#lines.ends[line] ?? this.text.length };
  }

  /** The line that a UTF-16 offset lies in; an end-of-line belongs to the line before it. */
  lineAt(offset: number): number {
    return Math.max(0, lastAtMost(this.#lines.starts, offset, this.lineCount));
  }

  cells(line: number): Cell[] {
    const { start, end } = this.lineRange(line);
    return splitCells(this.text, this.text.charCodeAt(start) === 0xfeff ? start + 1 : start, end, this.separator);
  }

  /** What stands between two places; the line is told for LiveDocument's sake, whose places count from it. */
  textBetween(_line: number, start: number, end: number): string {
    return this.text.slice(start, end);
  }

  /** How many cells a line has. */
  cellCount(line: number): number {
    const start = this.#lines.starts[line] ?? 0;
    const from = this.text.charCodeAt(start) === 0xfeff ? start + 1 : start;
    return countCells(this.text, from, this.#lines.ends[line] ?? 0, this.separator);
  }

  /** Token lines with more or fewer cells than most. */
  get raggedLines(): readonly number[] {
    this.#ragged ??= this.#findRagged();
    return this.#ragged;
  }

  get sentences(): readonly Sentence[] {
    this.#sentences ??= this.#readSentences();
    return this.#sentences;
  }

  /** What there is, without reading the sentences. */
  get shape(): DocumentShape {
    this.#shape ??= this.#findShape();
    return this.#shape;
  }

  /** The sentence that has a token on this line; comment lines inside a sentence belong to it too. */
  sentenceAtLine(line: number): Sentence | undefined {
    const sentences = this.sentences;
    let low = 0;
    let high = sentences.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const lines = sentences[middle]?.lines ?? [];
      if (line < (lines[0] ?? 0)) high = middle - 1;
      else if (line > (lines.at(-1) ?? 0)) low = middle + 1;
      else return sentences[middle];
    }
    return undefined;
  }

  /** The cells of one column of a sentence; an empty string where a ragged line has none. */
  column(sentence: Sentence, index: number): string[] {
    const column = index < 0 ? this.columnCount + index : index;
    return sentence.lines.map((line) => (column < 0 ? undefined : this.#cellText(line, column)) ?? '');
  }

  /** @returns a place in `kinds` */
  #classify(line: number): number {
    const start = this.#lines.starts[line] ?? 0;
    const end = this.#lines.ends[line] ?? 0;
    // Nearly all lines begin with a character that only tokens begin with.
    const initial = this.text.charCodeAt(start);
    if (start < end && initial > 45 && initial !== 0xfeff) return tokenLine;
    if (isBlankLine(this.text, start, end)) return blankLine;
    const first = initial === 0xfeff ? start + 1 : start;
    if (this.text.startsWith('-DOCSTART-', first)) return docstartLine;
    if (this.text.charCodeAt(first) !== 35) return tokenLine;
    const fits =
      countCells(this.text, first, end, this.separator) === this.columnCount &&
      isTag(this.cells(line)[this.tagColumn]?.text ?? '');
    return fits ? tokenLine : commentLine;
  }

  #readSentences(): Sentence[] {
    const sentences: Sentence[] = [];
    let documentIndex = 0;
    let documentStart = 0;
    let lines: number[] = [];
    const close = (): void => {
      if (lines.length > 0) sentences.push(this.#sentence(sentences.length, documentIndex, lines));
      lines = [];
    };
    for (let line = 0; line < this.lineCount; line++) {
      const kind = this.#kinds[line];
      if (kind === tokenLine) lines.push(line);
      else if (kind !== commentLine) close();
      if (kind === docstartLine && sentences.length > documentStart) {
        documentIndex++;
        documentStart = sentences.length;
      }
    }
    close();
    return sentences;
  }

  #findRagged(): number[] {
    const ragged: number[] = [];
    for (let line = 0; line < this.#kinds.length; line++) {
      if (this.#kinds[line] === tokenLine && this.cellCount(line) !== this.columnCount) ragged.push(line);
    }
    return ragged;
  }

  #cellText(line: number, column: number): string | undefined {
    const start = this.#lines.starts[line] ?? 0;
    const from = this.text.charCodeAt(start) === 0xfeff ? start + 1 : start;
    return cellText(this.text, from, this.#lines.ends[line] ?? 0, this.separator, column);
  }

  #findShape(): DocumentShape {
    let [sentences, breaks] = [0, 0];
    let [open, opensDocument, pending] = [false, false, false];
    for (let line = 0; line < this.lineCount; line++) {
      const kind = this.#kinds[line];
      if (kind === commentLine) continue;
      if (kind === docstartLine) pending = true;
      if (kind === tokenLine && !open) {
        if (pending && sentences > 0) breaks++;
        if (pending && sentences === 0) opensDocument = true;
        pending = false;
        sentences++;
      }
      open = kind === tokenLine;
    }
    return { sentences, breaks, opensDocument, endsDocument: pending };
  }

  #sentence(index: number, documentIndex: number, lines: readonly number[]): Sentence {
    const { tokenColumn, tagColumn } = this;
    const tokens = new Array<string>(lines.length);
    const tags = new Array<string>(lines.length);
    for (let token = 0; token < lines.length; token++) {
      const line = lines[token] ?? 0;
      tokens[token] = this.#cellText(line, tokenColumn) ?? '';
      tags[token] = (tagColumn < 0 ? undefined : this.#cellText(line, tagColumn)) ?? 'O';
    }
    return { index, documentIndex, lines, tokens, tags };
  }

  /** The token stands first, unless the tag does (`tag<TAB>token`). */
  get tokenColumn(): number {
    return this.tagColumn === 0 && this.columnCount > 1 ? 1 : 0;
  }
}
