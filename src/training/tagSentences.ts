import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { decodeEntities, encodeEntities } from '../dataset';
import { packBatch } from './batches/packBatch';
import type { PackedRows } from './batches/packRows';
import type { Executor } from './executors';
import { type SentenceWindow, sentenceWindows } from './tokenizer/sentenceWindows';
import type { WordPieces } from './tokenizer/wordPieces';

/** All it takes to tag a sentence. */
export interface Tagger {
  readonly executor: Executor;
  readonly wordPieces: WordPieces;
  /** What the student's outputs stand for: `O`, `B-` and `I-` of each entity type. */
  readonly labels: readonly string[];
  /** Word pieces of a window, special ones included. */
  readonly maxLength: number;
}

/** What a student says of a sentence. */
export interface TaggedSentence {
  /** One a token, in IOB2. */
  readonly tags: readonly string[];
  /** Of each token's label, before the tags were made legal. */
  readonly probabilities: Float32Array;
}

/** Word pieces of a forward pass: enough to keep the cores busy, little enough to be asked to stop in between. */
const piecesAtOnce = 1024;

/**
 * Tags sentences with the most probable label of each token's first word piece, as IOB2 made legal: an `I-` that
 * continues nothing begins an entity, as conlleval counts it.
 * @param sentences the tokens of each
 * @returns in the order of the sentences; undefined when the signal stopped it
 */
export async function tagSentences(
  tagger: Tagger,
  sentences: readonly (readonly string[])[],
  signal: AbortSignal,
): Promise<TaggedSentence[] | undefined> {
  const tags = sentences.map((tokens) => new Array<string>(tokens.length).fill('O'));
  const probabilities = sentences.map((tokens) => new Float32Array(tokens.length).fill(1));
  const windows = sentences.flatMap((tokens, sentence) =>
    sentenceWindows(tokens, tagger.wordPieces, tagger.maxLength).map((window) => ({ ...window, sentence })),
  );
  for (const group of groupByLength(windows)) {
    // A forward pass may block the thread: let messages and signals in.
    await turnOfOthers();
    if (signal.aborted) return undefined;
    const batch = packBatch(group, tagger.wordPieces.pad, oneARow(group));
    const logits = await tagger.executor.logits(batch);
    group.forEach((window, index) => {
      const sentenceTags = tags[window.sentence] ?? [];
      const sure = probabilities[window.sentence];
      window.tokens.forEach((token, piece) => {
        if (token < 0) return;
        const start = ((batch.offsets[index] ?? 0) + piece) * tagger.labels.length;
        const best = argmax(logits, start, tagger.labels.length);
        sentenceTags[token] = tagger.labels[best] ?? 'O';
        if (sure) sure[token] = softmaxAt(logits, start, tagger.labels.length, best);
      });
    });
  }
  return tags.map((sentence, index) => ({
    tags: encodeEntities(decodeEntities(sentence), sentence.length, 'iob2'),
    probabilities: probabilities[index] ?? new Float32Array(),
  }));
}

/** Windows of like length leave little padding, and attention costs less in short rows than in packed ones. */
export function oneARow(group: readonly SentenceWindow[]): PackedRows {
  return { rows: group.map((_, index) => [index]), length: Math.max(...group.map(({ ids }) => ids.length)) };
}

/** Windows of similar length together, the longest first, about `piecesAtOnce` in each group. */
export function groupByLength<T extends SentenceWindow>(windows: readonly T[]): T[][] {
  const groups: T[][] = [];
  let pieces = piecesAtOnce;
  for (const window of windows.toSorted((a, b) => b.ids.length - a.ids.length)) {
    if (pieces + window.ids.length > piecesAtOnce) {
      groups.push([]);
      pieces = 0;
    }
    groups.at(-1)?.push(window);
    pieces += window.ids.length;
  }
  return groups;
}

function argmax(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let index = 1; index < count; index++) {
    if ((values[start + index] ?? 0) > (values[start + best] ?? 0)) best = index;
  }
  return best;
}

/** The share of the largest value, which is the one at `best`. */
function softmaxAt(values: Float32Array, start: number, count: number, best: number): number {
  const largest = values[start + best] ?? 0;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += Math.exp((values[start + index] ?? 0) - largest);
  return 1 / sum;
}
