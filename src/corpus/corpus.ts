import { isUtf8 } from 'node:buffer';
import { ConllDocument, checkReadable, DatasetError, type Layout, type TextEncoding } from '../dataset';
import type { ByteSource } from './byteSource';

/** Bytes read at a time: so few that whoever shares the thread waits no longer than a frame or two. */
const partSize = 256 * 1024;
/** Sentences must be parted by blank lines at least that often, or the file would have to be held as a whole. */
const longestPart = 64 * 1024 * 1024;

export interface CorpusOptions {
  /** Index from 0; the last column where left out. */
  readonly tagColumn?: number | undefined;
  /** False where a file of bare tokens will do. */
  readonly needsTags?: boolean;
}

export interface ReadingOptions {
  /** Ends the reading with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Is told how much was read, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** A stretch of a file that ends between two sentences. */
export interface Part {
  readonly document: ConllDocument;
  /** From UTF-16 units of the part to bytes of the file; to be asked in rising order. */
  readonly offsetOf: (utf16: number) => number;
}

/** A CoNLL file that is read as a stream: never more of its text is held than a part, however large it is. */
export class Corpus {
  private constructor(
    readonly source: ByteSource,
    readonly encoding: TextEncoding,
    readonly layout: Layout,
    readonly tagColumn: number | undefined,
  ) {}

  /** @throws DatasetError when this is no CoNLL file, with the line and what to do */
  static async open(source: ByteSource, { tagColumn, needsTags = true }: CorpusOptions = {}): Promise<Corpus> {
    const encoding = await encodingOf(source);
    const unknown: Layout = { separator: 'blank', columnCount: 0 };
    const head = await new Corpus(source, encoding, unknown, undefined).#nextPart(0);
    const text = textOf(head, encoding);
    const unreadable = checkReadable(text, source.name, { needsTags: needsTags && tagColumn === undefined });
    if (unreadable) throw unreadable;
    const { separator, columnCount } = ConllDocument.parse(text);
    if (tagColumn !== undefined && tagColumn >= columnCount) {
      throw new DatasetError(
        `${source.name} has ${columnCount} columns, so there is no column ${tagColumn + 1}. Columns are counted from 1.`,
        { file: source.name },
      );
    }
    return new Corpus(source, encoding, { separator, columnCount }, tagColumn);
  }

  get name(): string {
    return this.source.name;
  }

  /** The whole file, part after part. */
  async *parts({ signal, onProgress }: ReadingOptions = {}): AsyncGenerator<Part> {
    const { layout, tagColumn, encoding } = this;
    let position = 0;
    while (position < this.source.size) {
      signal?.throwIfAborted();
      const bytes = await this.#nextPart(position);
      const text = textOf(bytes, encoding);
      const document = ConllDocument.parse(text, { layout, ...(tagColumn !== undefined && { tagColumn }) });
      yield { document, offsetOf: byteOffsets(text, bytes.length, position) };
      position += bytes.length;
      onProgress?.(position / this.source.size);
    }
  }

  /** From there to the last blank line of a part's bytes, of as many more as it takes to find one, or to the end of the file. */
  async #nextPart(position: number): Promise<Uint8Array> {
    for (let size = partSize; ; size *= 2) {
      const buffer = Buffer.allocUnsafe(Math.min(size, this.source.size - position));
      const bytes = buffer.subarray(0, await this.source.read(buffer, position));
      if (bytes.length < buffer.length) await this.source.refuseChanged();
      if (position + bytes.length >= this.source.size) return bytes;
      const end = afterLastBlankLine(bytes);
      if (end > 0) return bytes.subarray(0, end);
      if (size >= longestPart) {
        throw new DatasetError(
          `${this.name}: ${longestPart / 1024 / 1024} MB without a blank line. Expected one token a line, and a blank line between sentences.`,
          { file: this.name },
        );
      }
    }
  }
}

/** As decodeBytes does for bytes that are all there: bytes that are not UTF-8 are read one byte a character. */
async function encodingOf(source: ByteSource): Promise<TextEncoding> {
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  for (let position = 0; position < source.size; ) {
    const bytes = buffer.subarray(0, await source.read(buffer, position));
    const atEnd = position + bytes.length >= source.size || bytes.length === 0;
    // A character may go on in the next bytes: only up to a line's end it is certain that none does.
    const end = atEnd ? bytes.length : bytes.lastIndexOf(10) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(0, end))) return 'iso-8859-1';
    if (atEnd) break;
    position += end;
  }
  return 'utf-8';
}

function textOf(bytes: Uint8Array, encoding: TextEncoding): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Unlike TextDecoder, Buffer keeps a byte order mark.
  return buffer.toString(encoding === 'utf-8' ? 'utf8' : 'latin1');
}

function byteOffsets(text: string, byteLength: number, base: number): (utf16: number) => number {
  // A byte a character: ASCII, or an encoding of one byte.
  if (text.length === byteLength) return (utf16) => base + utf16;
  let known = 0;
  let bytes = base;
  return (utf16) => {
    bytes += Buffer.byteLength(text.slice(known, utf16));
    known = utf16;
    return bytes;
  };
}

const lineFeed = 10;

function isBlankByte(byte: number | undefined): boolean {
  return byte === 32 || byte === 9 || byte === 13;
}

/** Where the last line of white space ends, or 0. */
function afterLastBlankLine(bytes: Uint8Array): number {
  for (let feed = bytes.lastIndexOf(lineFeed); feed > 0; ) {
    let before = feed - 1;
    while (before >= 0 && isBlankByte(bytes[before])) before--;
    if (before >= 0 && bytes[before] === lineFeed) return feed + 1;
    feed = bytes.lastIndexOf(lineFeed, before);
    if (before < 0) break;
  }
  return 0;
}
