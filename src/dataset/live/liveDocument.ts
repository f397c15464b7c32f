import type { Cell, Separator } from '../cells';
import type { LineKind } from '../document';
import { judgeLayout, LAYOUT_SAMPLE, type Layout, type SampledLine, sampleLines } from '../layout';
import { lastAtMost, lineTable } from '../lineTable';
import { sentencesBetween } from '../sentenceWindow';
import type { Sentence } from '../types';
import { CHUNK_SIZE, Chunk, cut, endsWithBlankLine } from './chunk';
import { perChunk } from './perChunk';

/** A place in a text, as editors count: both from 0, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Replaces what stands between two places. A place outside the text counts as the nearest one inside. */
export interface TextChange {
  readonly start: Position;
  readonly end: Position;
  readonly newText: string;
}

export interface LiveOptions {
  /** As for ConllDocument.parse. */
  readonly tagColumn?: number;
  /** UTF-16 units of a chunk, about. */
  readonly chunkSize?: number;
}

/** A chunk and what stands before it in the document. */
export interface PlacedChunk {
  readonly chunk: Chunk;
  /** Of its first line. */
  readonly line: number;
}

/**
 * A CoNLL file that is being edited. It says the same of its text as ConllDocument, but an edit costs the reading of one chunk, however
 * long the file is, and what was not asked for is not read.
 */
export class LiveDocument {
  #chunks: readonly PlacedChunk[] = [];
  /** The first line of each chunk, and of one more after the last; and the same for UTF-16 units. */
  #lines = new Uint32Array(1);
  #offsets = new Uint32Array(1);
  /** The first sentence of each chunk and of one more; found when first asked for. */
  #sentences: Uint32Array | undefined;
  /** The document (`-DOCSTART-`) in which each chunk's sentences begin. */
  #documents: Uint32Array | undefined;
  #layout: Layout;
  /** Chunks by which the layout was detected. */
  #head = 0;
  readonly #tagColumn: number | undefined;
  readonly #chunkSize: number;

  static open(text: string, options: LiveOptions = {}): LiveDocument {
    return new LiveDocument(text, options);
  }

  private constructor(text: string, { tagColumn, chunkSize = CHUNK_SIZE }: LiveOptions) {
    this.#tagColumn = tagColumn;
    this.#chunkSize = chunkSize;
    const pieces = cut(text, chunkSize);
    ({ layout: this.#layout, head: this.#head } = detectHead(lazily(pieces, sampleOf)));
    this.#placeFrom(
      0,
      pieces.map((piece) => this.#chunk(piece)),
      [],
    );
  }

  get layout(): Layout {
    return this.#layout;
  }

  get separator(): Separator {
    return this.#layout.separator;
  }

  /** As ConllDocument.tagColumn. */
  get tagColumn(): number {
    return this.#chunks[0]?.chunk.document.tagColumn ?? -1;
  }

  /** As ConllDocument.tokenColumn. */
  get tokenColumn(): number {
    return this.#chunks[0]?.chunk.document.tokenColumn ?? 0;
  }

  get lineCount(): number {
    return (this.#lines.at(-1) ?? 0) + 1;
  }

  get text(): string {
    return this.#chunks.map(({ chunk }) => chunk.text).join('');
  }

  /** All of them, in order. Chunks that an edit did not touch are the same objects as before it, and so are those that it did not move. */
  get chunks(): readonly PlacedChunk[] {
    return this.#chunks;
  }

  /** Of its first line. */
  get endOfLine(): '\n' | '\r\n' | '\r' {
    const [found = '\n'] = /\r\n|\n|\r/u.exec(this.#chunks[0]?.chunk.text ?? '') ?? [];
    return found === '\r\n' || found === '\r' ? found : '\n';
  }

  /** Those that have a line between two lines, both inclusive. */
  chunksBetween(first: number, last: number): readonly Chunk[] {
    return this.#chunks.slice(this.#at(first).index, this.#at(last).index + 1).map(({ chunk }) => chunk);
  }

  /** In UTF-16 units; found without a look into the others. */
  chunksLongerThan(units: number): Chunk[] {
    const longer: Chunk[] = [];
    for (let index = 0; index < this.#chunks.length; index++) {
      const length = (this.#offsets[index + 1] ?? 0) - (this.#offsets[index] ?? 0);
      const chunk = length > units ? this.#chunks[index]?.chunk : undefined;
      if (chunk) longer.push(chunk);
    }
    return longer;
  }

  get sentenceCount(): number {
    return this.#sentenceStarts().at(-1) ?? 0;
  }

  /** Where the UTF-16 unit at an offset into the text stands; the text's end for one beyond it. */
  positionAt(offset: number): Position {
    const index = lastAtMost(this.#offsets, offset, this.#chunks.length);
    const document = this.#chunks[index]?.chunk.document;
    const within = Math.min(offset, this.#offsets.at(-1) ?? 0) - (this.#offsets[index] ?? 0);
    const line = document?.lineAt(within) ?? 0;
    const { start, end } = document?.lineRange(line) ?? { start: 0, end: 0 };
    return { line: (this.#lines[index] ?? 0) + line, character: Math.min(within, end) - start };
  }

  /** A line without its end-of-line. */
  lineText(line: number): string {
    const { chunk, local } = this.#at(line);
    const { start, end } = chunk.document.lineRange(local);
    return chunk.text.slice(start, end);
  }

  lineKind(line: number): LineKind {
    const { chunk, local } = this.#at(line);
    return chunk.document.lineKind(local);
  }

  /** The cells of a line; their places are UTF-16 units from the beginning of the line. */
  cells(line: number): Cell[] {
    const { chunk, local } = this.#at(line);
    const { start: lineStart } = chunk.document.lineRange(local);
    return chunk.document
      .cells(local)
      .map(({ start, end, text }) => ({ start: start - lineStart, end: end - lineStart, text }));
  }

  textBetween(line: number, start: number, end: number): string {
    return this.lineText(line).slice(start, end);
  }

  /** As ConllDocument.column. */
  column(sentence: Sentence, index: number): string[] {
    const column = index < 0 ? this.#layout.columnCount + index : index;
    return sentence.lines.map((line) => this.cells(line)[column]?.text ?? '');
  }

  /** The tags of a column; O where a ragged line has none. */
  tags(sentence: Sentence, column: number): readonly string[] {
    return column === this.tagColumn ? sentence.tags : this.column(sentence, column).map((tag) => tag || 'O');
  }

  /** By its place among all sentences. */
  sentence(index: number): Sentence | undefined {
    const starts = this.#sentenceStarts();
    const at = lastAtMost(starts, index, this.#chunks.length);
    const sentence = this.#chunks[at]?.chunk.document.sentences[index - (starts[at] ?? 0)];
    return sentence && this.#placed(sentence, at);
  }

  /** As ConllDocument.sentenceAtLine. */
  sentenceAtLine(line: number): Sentence | undefined {
    const { chunk, local, index } = this.#at(line);
    const sentence = chunk.document.sentenceAtLine(local);
    return sentence && this.#placed(sentence, index);
  }

  /** The sentences with a token between two lines, both inclusive. */
  sentencesBetween(first: number, last: number): Sentence[] {
    if (last < first) return [];
    const found: Sentence[] = [];
    const end = this.#at(last).index;
    for (let index = this.#at(first).index; index <= end; index++) {
      const line = this.#lines[index] ?? 0;
      for (const sentence of sentencesBetween(
        this.#chunks[index]?.chunk.document.sentences ?? [],
        first - line,
        last - line,
      ))
        found.push(this.#placed(sentence, index));
    }
    return found;
  }

  /** Edits the document. Reads what the change touches, and all of it only where the file's layout is another one afterwards. */
  change({ start, end, newText }: TextChange): void {
    const from = this.#offsetOf(start);
    const to = this.#offsetOf(end);
    let after = to.index + 1;
    const first = this.#chunks[from.index]?.chunk.text ?? '';
    const last = this.#chunks[to.index]?.chunk.text ?? '';
    let text = first.slice(0, from.offset) + newText + last.slice(to.offset);
    // A sentence that now goes on in the next chunk takes that in.
    while (after < this.#chunks.length && !(endsWithBlankLine(text) || (text === '' && from.index > 0))) {
      text += this.#chunks[after]?.chunk.text ?? '';
      after++;
    }
    const pieces = text === '' && this.#chunks.length > after - from.index ? [] : cut(text, this.#chunkSize);
    const come = pieces.map((piece) => this.#chunk(piece));
    const [one] = come;
    const isOneForOne = come.length === 1 && after === from.index + 1;
    const before = this.#chunks[from.index];
    if (one && isOneForOne && before?.chunk.lineEnds === one.lineEnds) this.#replace(from.index, before, one);
    else this.#placeFrom(from.index, come, this.#chunks.slice(after));
    if (from.index > this.#head || !this.#detectAgain()) return;
    this.#placeFrom(
      0,
      this.#chunks.map(({ chunk }) => this.#chunk(chunk.text)),
      [],
    );
  }

  /** Whether the layout is another one now. */
  #detectAgain(): boolean {
    const { layout, head } = detectHead(lazily(this.#chunks, ({ chunk }) => samples.of(chunk)));
    this.#head = head;
    const { separator, columnCount } = this.#layout;
    this.#layout = layout;
    return layout.separator !== separator || layout.columnCount !== columnCount;
  }

  #chunk(text: string): Chunk {
    return new Chunk(text, this.#layout, this.#tagColumn);
  }

  /** Puts a chunk in place of one with as many lines, as most edits do: what stands below stays where it is, and nothing else is made anew. */
  #replace(index: number, before: PlacedChunk, chunk: Chunk): void {
    const longer = chunk.text.length - before.chunk.text.length;
    for (let at = index + 1; at < this.#offsets.length; at++) this.#offsets[at] = (this.#offsets[at] ?? 0) + longer;
    this.#chunks = this.#chunks.with(index, { chunk, line: before.line });
    this.#sentences = undefined;
    this.#documents = undefined;
  }

  /** Puts chunks in place of all from an index on, and after them those of before that stay. */
  #placeFrom(index: number, come: readonly Chunk[], stay: readonly PlacedChunk[]): void {
    const [lines, offsets] = [this.#lines, this.#offsets];
    const count = index + come.length + stay.length;
    this.#lines = new Uint32Array(count + 1);
    this.#offsets = new Uint32Array(count + 1);
    this.#lines.set(lines.subarray(0, index + 1));
    this.#offsets.set(offsets.subarray(0, index + 1));
    let at = index;
    const placed = come.map((chunk): PlacedChunk => {
      const line = this.#lines[at] ?? 0;
      this.#lines[at + 1] = line + chunk.lineEnds;
      this.#offsets[at + 1] = (this.#offsets[at] ?? 0) + chunk.text.length;
      at++;
      return { chunk, line };
    });
    const before = lines.length - 1 - stay.length;
    const down = (this.#lines[at] ?? 0) - (lines[before] ?? 0);
    const on = (this.#offsets[at] ?? 0) - (offsets[before] ?? 0);
    for (let each = 1; each <= stay.length; each++) {
      this.#lines[at + each] = (lines[before + each] ?? 0) + down;
      this.#offsets[at + each] = (offsets[before + each] ?? 0) + on;
    }
    const moved = down === 0 ? stay : stay.map(({ chunk, line }) => ({ chunk, line: line + down }));
    this.#chunks = [...this.#chunks.slice(0, index), ...placed, ...moved];
    this.#sentences = undefined;
    this.#documents = undefined;
  }

  #at(line: number): { readonly chunk: Chunk; readonly index: number; readonly local: number } {
    const within = Math.max(0, Math.min(this.lineCount - 1, line));
    const index = lastAtMost(this.#lines, within, this.#chunks.length);
    const chunk = this.#chunks[index]?.chunk;
    if (!chunk) throw new RangeError('a document has at least one chunk');
    return { chunk, index, local: within - (this.#lines[index] ?? 0) };
  }

  #offsetOf({ line, character }: Position): { readonly index: number; readonly offset: number } {
    if (line < 0) return { index: 0, offset: 0 };
    const { chunk, index, local } = this.#at(line);
    if (line >= this.lineCount) return { index, offset: chunk.text.length };
    const { start, end } = chunk.document.lineRange(local);
    return { index, offset: Math.max(start, Math.min(end, start + character)) };
  }

  #placed(sentence: Sentence, chunk: number): Sentence {
    const line = this.#lines[chunk] ?? 0;
    // Most files are read from their beginning: the first chunk's sentences stand where they say.
    if (chunk === 0) return sentence;
    const index = (this.#sentenceStarts()[chunk] ?? 0) + sentence.index;
    const documentIndex = (this.#documents?.[chunk] ?? 0) + sentence.documentIndex;
    return { ...sentence, index, documentIndex, lines: sentence.lines.map((each) => each + line) };
  }

  #sentenceStarts(): Uint32Array {
    if (this.#sentences) return this.#sentences;
    const starts = new Uint32Array(this.#chunks.length + 1);
    const documents = new Uint32Array(this.#chunks.length);
    let document = 0;
    let parted = false;
    this.#chunks.forEach(({ chunk }, index) => {
      const { sentences, breaks, opensDocument, endsDocument } = chunk.shape;
      const before = starts[index] ?? 0;
      starts[index + 1] = before + sentences;
      if (sentences > 0) {
        if ((parted || opensDocument) && before > 0) document++;
        documents[index] = document;
        document += breaks;
        parted = false;
      }
      parted ||= endsDocument;
    });
    this.#sentences = starts;
    this.#documents = documents;
    return starts;
  }
}

const samples = perChunk(({ text }) => sampleOf(text));

function* lazily<From, To>(all: Iterable<From>, make: (one: From) => To): Generator<To> {
  for (const one of all) yield make(one);
}

/** The first token lines of a text. */
function sampleOf(text: string): readonly SampledLine[] {
  return sampleLines(text, lineTable(text), LAYOUT_SAMPLE);
}

/** The layout of a text in pieces, and by how many of them it was detected: by as few as hold enough lines. */
function detectHead(samples: Iterable<readonly SampledLine[]>): { layout: Layout; head: number } {
  const sample: SampledLine[] = [];
  let head = 0;
  for (const lines of samples) {
    if (sample.length === LAYOUT_SAMPLE) break;
    sample.push(...lines.slice(0, LAYOUT_SAMPLE - sample.length));
    head++;
  }
  return { layout: judgeLayout(sample), head };
}
