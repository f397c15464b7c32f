import type { TextEdit } from '../types';
import type { Block, Range, SentenceBlock, SentenceIndex } from './sentenceIndex';

/** A part of a new file: a stretch of the old one as it stands, or a text that parts two stretches. */
export type Piece = Range | string;

/**
 * What a file of these sentences is made of: each with its own lines, below the `-DOCSTART-` lines of its document, the
 * comments at the top of the file above all, what follows the last sentence at the end. Where the file's end, or a missing blank line, comes to stand inside, a line end is added;
 * else every byte is the old file's.
 * @param sentences of the index, in the order to write them in
 */
export function piecesOf(index: SentenceIndex, sentences: readonly SentenceBlock[], headers = true): Piece[] {
  const pieces: Piece[] = [];
  let before: Block = index.preamble;
  let from = index.preamble.start;
  const add = (block: Block): void => {
    // Neighbours are copied as one stretch.
    if (block.start !== before.end) {
      if (before.end > from) pieces.push({ start: from, end: before.end });
      const missing = before.ending === 'blank' ? 0 : before.ending === 'line' ? 1 : 2;
      if (missing > 0) pieces.push(index.endOfLine.repeat(missing));
      from = block.start;
    }
    before = block;
  };
  let document = -1;
  for (const sentence of sentences) {
    const header = headers && sentence.document !== document ? index.headers.get(sentence.document) : undefined;
    document = sentence.document;
    if (header) add(header);
    add(sentence);
  }
  const last = index.sentences.at(-1);
  if (last && index.trailer.end > index.trailer.start && sentences.includes(last)) {
    add({ ...index.trailer, ending: 'blank' });
  }
  if (before.end > from) pieces.push({ start: from, end: before.end });
  return pieces;
}

/** The edits that leave these pieces of a text, which must stand in its order. */
export function editsToPieces(pieces: readonly Piece[], length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let position = 0;
  let newText = '';
  for (const piece of [...pieces, { start: length, end: length }]) {
    if (typeof piece === 'string') {
      newText += piece;
      continue;
    }
    if (piece.start > position || newText !== '') edits.push({ start: position, end: piece.start, newText });
    position = piece.end;
    newText = '';
  }
  return edits;
}
