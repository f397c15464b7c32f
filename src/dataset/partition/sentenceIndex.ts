import type { ConllDocument } from '../document';
import { decodeEntities } from '../entities';
import type { Sentence } from '../types';

/** A stretch of a file, `end` exclusive: bytes of a file on disk, UTF-16 units of an open document. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** How many entities of each type a sentence or document has. */
export type EntityCounts = readonly (readonly [type: string, count: number])[];

/** What stands between a block's last line and the next block: a blank line, only the line's end, or nothing. */
export type Ending = 'blank' | 'line' | 'none';

/** A stretch that stays together wherever it goes. */
export interface Block extends Range {
  readonly ending: Ending;
}

/**
 * A sentence with all lines that go where it goes: the comments above and in it, and the blank lines after it. Two sentences of a
 * file never share a line.
 */
export interface SentenceBlock extends Block {
  /** The `-DOCSTART-` section it stands in, from 0. */
  readonly document: number;
  /** Of its first token, from 0. */
  readonly line: number;
  readonly tokens: number;
  readonly entities: EntityCounts;
}

/** Where the sentences of a file stand. What commands on whole data sets work with, instead of the text. */
export interface SentenceIndex {
  /** A byte order mark, and comments above all else that a blank line parts from the first sentence: they head every file made from this one. */
  readonly preamble: Block;
  /** The `-DOCSTART-` lines above a document, by its number; a document may have none. */
  readonly headers: ReadonlyMap<number, Block>;
  readonly sentences: readonly SentenceBlock[];
  /** What stands after the last sentence and belongs to none, such as a `-DOCSTART-` line with nothing below. */
  readonly trailer: Range;
  readonly endOfLine: '\n' | '\r\n';
  readonly documents: number;
}

type Open =
  | { readonly kind: 'top' | 'header' | 'comments'; readonly start: number }
  | { readonly kind: 'sentence'; readonly start: number; readonly sentence: Sentence; readonly line: number };

/** Builds the index of a file from its parts, so that no more of the text than one part has to be there at a time. */
export class SentenceIndexer {
  readonly #sentences: SentenceBlock[] = [];
  readonly #headers = new Map<number, Block>();
  /** Equal counts are kept once: a file has few different ones. */
  readonly #counts = new Map<string, EntityCounts>();
  #preamble: Block = { start: 0, end: 0, ending: 'blank' };
  #endOfLine: '\n' | '\r\n' | undefined;
  #open: Open = { kind: 'top', start: 0 };
  #ending: Ending = 'none';
  #document = 0;
  /** Whether the document has a sentence already: `-DOCSTART-` lines in a row begin one document. */
  #documentBegun = false;
  #lines = 0;

  /**
   * Takes the next part of the file, which must end with a blank line, or be the last.
   * @param offsetOf from UTF-16 units of the part to what the ranges count; asked in rising order
   * @param visit is told of each sentence with its first line's number in the file, from 0, and the part that it stands in
   */
  add(
    part: ConllDocument,
    offsetOf: (utf16: number) => number,
    visit?: (sentence: Sentence, firstLine: number, part: ConllDocument) => void,
  ): void {
    let nextSentence = 0;
    for (let line = 0; line < part.lineCount; line++) {
      const { start, end } = part.lineRange(line);
      const last = line === part.lineCount - 1;
      // What comes after the last line end is no line.
      if (last && start === part.text.length) break;
      const kind = part.lineKind(line);
      const at = (): number => offsetOf(part.text.charCodeAt(start) === 0xfeff ? start + 1 : start);
      if (kind === 'token' && !(this.#open.kind === 'sentence' && this.#ending !== 'blank')) {
        const from = this.#open.kind === 'comments' ? this.#open.start : this.#close(at());
        const sentence = part.sentences[nextSentence++];
        if (sentence) {
          this.#open = { kind: 'sentence', start: from, sentence, line: this.#lines };
          visit?.(sentence, this.#lines, part);
        }
      } else if (kind === 'docstart' && this.#open.kind !== 'header') {
        const from = this.#open.kind === 'comments' ? this.#open.start : this.#close(at());
        if (this.#documentBegun) this.#document++;
        this.#documentBegun = false;
        this.#open = { kind: 'header', start: from };
      } else if (kind === 'comment') {
        this.#takeComment(part, start, end, at);
      } else if (kind === 'blank' && this.#open.kind === 'comments' && this.#isTop(this.#open.start)) {
        // Comments at the top of the file and a blank line: these speak of the whole file.
        this.#open = { kind: 'top', start: 0 };
      }
      this.#ending = last ? (kind === 'blank' ? 'line' : 'none') : kind === 'blank' ? 'blank' : 'line';
      if (!last) this.#endOfLine ??= part.text.startsWith('\r\n', end) ? '\r\n' : '\n';
      this.#lines++;
    }
  }

  /** @param end of the file */
  finish(end: number): SentenceIndex {
    if (this.#open.kind === 'sentence' || this.#open.kind === 'top') this.#close(end);
    const last = this.#sentences.at(-1);
    return {
      preamble: this.#preamble,
      headers: this.#headers,
      sentences: this.#sentences,
      trailer: { start: (last ?? this.#preamble).end, end },
      endOfLine: this.#endOfLine ?? '\n',
      documents: last ? last.document + 1 : 0,
    };
  }

  #takeComment(part: ConllDocument, start: number, end: number, at: () => number): void {
    const { kind } = this.#open;
    if (kind === 'comments' || (kind === 'sentence' && this.#ending !== 'blank')) return;
    const from = this.#close(at());
    // CoNLL-U Plus names its columns in the first line, which no other may take the place of.
    const namesColumns = this.#lines === 0 && /^\ufeff?# ?global\.columns\b/u.test(part.text.slice(start, end));
    this.#open = namesColumns ? { kind: 'top', start: 0 } : { kind: 'comments', start: from };
  }

  #isTop(start: number): boolean {
    return this.#sentences.length === 0 && this.#headers.size === 0 && start === this.#preamble.end;
  }

  /** Ends the open block there, and gives the place back. */
  #close(end: number): number {
    const open = this.#open;
    const block = { start: open.start, end, ending: this.#ending };
    if (open.kind === 'top') this.#preamble = { ...block, ending: 'blank' };
    if (open.kind === 'header') {
      const above = this.#headers.get(this.#document);
      this.#headers.set(this.#document, { ...block, start: above?.start ?? open.start });
    }
    if (open.kind === 'sentence') {
      const { sentence, line } = open;
      const counts = this.#countsOf(sentence);
      // Written out: a spread costs thrice the memory, and there may be a million of these.
      this.#sentences.push({
        start: open.start,
        end,
        ending: this.#ending,
        document: this.#document,
        line,
        tokens: sentence.tokens.length,
        entities: counts,
      });
      this.#documentBegun = true;
    }
    return end;
  }

  #countsOf({ tags }: Sentence): EntityCounts {
    const counts = new Map<string, number>();
    for (const { type } of decodeEntities(tags)) counts.set(type, (counts.get(type) ?? 0) + 1);
    const key = [...counts].map(([type, count]) => `${type} ${count}`).join('\n');
    const known = this.#counts.get(key);
    if (known) return known;
    this.#counts.set(key, [...counts]);
    return this.#counts.get(key) ?? [];
  }
}

/** The index of a text that is there as a whole; its ranges are UTF-16 units. */
export function indexSentences(document: ConllDocument): SentenceIndex {
  const indexer = new SentenceIndexer();
  indexer.add(document, (offset) => offset);
  return indexer.finish(document.text.length);
}
