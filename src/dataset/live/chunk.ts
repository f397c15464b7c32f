import { ConllDocument, type DocumentShape } from '../document';
import type { Layout } from '../layout';
import { countLineEnds } from './lineEnds';

/** UTF-16 units of a chunk, about: reading one again at every keystroke takes less than a millisecond. */
export const CHUNK_SIZE = 4 * 1024;

/**
 * A stretch of a document that ends with a blank line or with the document, so that no sentence crosses its ends. It never changes: an edit
 * puts others in its place, so what was found out about a chunk stays true (and may be kept in a WeakMap) however the rest is edited.
 */
export class Chunk {
  /** Line ends in it; the lines that it adds to the document. */
  readonly lineEnds: number;
  /** Read again when it is asked for after the memory was needed elsewhere. */
  #document: WeakRef<ConllDocument> | undefined;

  #shape: DocumentShape | undefined;

  constructor(
    readonly text: string,
    readonly layout: Layout,
    readonly tagColumn: number | undefined,
  ) {
    this.lineEnds = countLineEnds(text);
  }

  /** Kept, unlike the document: a long file is counted once. */
  get shape(): DocumentShape {
    this.#shape ??= this.document.shape;
    return this.#shape;
  }

  get document(): ConllDocument {
    const known = this.#document?.deref();
    if (known) return known;
    const { layout, tagColumn } = this;
    const document = ConllDocument.parse(this.text, { layout, ...(tagColumn !== undefined && { tagColumn }) });
    this.#document = new WeakRef(document);
    return document;
  }
}

/** Cuts a text after blank lines into pieces of about one size; a piece is longer where no blank line comes. */
export function cut(text: string, size: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  while (text.length - start > 2 * size) {
    const end = blankLineEnd(text, start + size);
    if (end < 0 || end >= text.length) break;
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** Does a text that ends like that part sentences? Empty lines only: one of spaces would be right too, but is not cut at. */
export function endsWithBlankLine(text: string): boolean {
  return text.endsWith('\n\n') || text.endsWith('\n\r\n');
}

/** Where the first empty line after a position ends, -1 without one. */
function blankLineEnd(text: string, from: number): number {
  for (let feed = text.indexOf('\n', from); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
    if (text.charCodeAt(feed + 1) === 10) return feed + 2;
    if (text.charCodeAt(feed + 1) === 13 && text.charCodeAt(feed + 2) === 10) return feed + 3;
  }
  return -1;
}
