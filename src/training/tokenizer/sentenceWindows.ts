import type { WordPieces } from './wordPieces';

/**
 * Word pieces that the student sees at once: [CLS], tokens of one sentence, [SEP]. A sentence that is too long has
 * several, overlapping, so that each token has context on both sides; every token is owned by exactly one of them.
 */
export interface SentenceWindow {
  /** Word piece ids, special ones included. */
  readonly ids: Int32Array;
  /** For each piece: the index in its sentence of the owned token that it begins, else -1. */
  readonly tokens: Int32Array;
}

/** The part of a window's room that the next window repeats. */
const overlap = 1 / 4;

/**
 * Cuts a sentence into windows of at most `maxLength` word pieces, special ones included. Only a single token of more
 * pieces than a whole window is shortened, to its first ones: it keeps its tag, which the first piece carries.
 */
export function sentenceWindows(
  tokens: readonly string[],
  wordPieces: WordPieces,
  maxLength: number,
): SentenceWindow[] {
  const room = maxLength - 2;
  const pieces = tokens.map((token) => wordPieces.of(token).slice(0, room));
  const spans = windowSpans(
    pieces.map((ids) => ids.length),
    room,
  );
  return spans.map(({ start, end }, index) => {
    // In an overlap, the earlier window owns the first half and the later one the second: both see more context there.
    const previous = spans[index - 1];
    const next = spans[index + 1];
    const ownedFrom = previous ? middle(start, previous.end) : 0;
    const ownedTo = next ? middle(next.start, end) : tokens.length;
    const ids = [wordPieces.cls];
    const owners = [-1];
    for (let token = start; token < end; token++) {
      const owned = token >= ownedFrom && token < ownedTo;
      (pieces[token] ?? []).forEach((id, piece) => {
        ids.push(id);
        owners.push(owned && piece === 0 ? token : -1);
      });
    }
    return { ids: Int32Array.from([...ids, wordPieces.sep]), tokens: Int32Array.from([...owners, -1]) };
  });
}

const middle = (a: number, b: number) => Math.floor((a + b) / 2);

/** Token spans, each as long as `room` allows and beginning up to `overlap` before the end of the one before. */
function windowSpans(lengths: readonly number[], room: number): { start: number; end: number }[] {
  const lengthAt = (token: number) => lengths[token] ?? 0;
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  while (true) {
    let end = start;
    for (let used = 0; end < lengths.length && used + lengthAt(end) <= room; end++) used += lengthAt(end);
    spans.push({ start, end });
    if (end >= lengths.length) return spans;
    // The next window must take in at least one token more than this one.
    let repeated = 0;
    let next = end;
    while (
      next - 1 > start &&
      repeated + lengthAt(next - 1) <= room * overlap &&
      repeated + lengthAt(next - 1) + lengthAt(end) <= room
    ) {
      next--;
      repeated += lengthAt(next);
    }
    start = next;
  }
}
