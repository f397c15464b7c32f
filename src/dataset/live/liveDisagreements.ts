import { disagreeingTokens } from '../disagreements';
import type { LiveDocument } from './liveDocument';
import { perChunkColumns } from './perChunk';

interface ChunkDisagreements {
  /** In the chunk: lines of tokens that the columns disagree on, and the sentences that have such. */
  readonly lines: readonly number[];
  readonly sentences: readonly number[];
}

const chunkDisagreements = perChunkColumns<ChunkDisagreements>(({ document }, columns) => {
  const lines: number[] = [];
  const sentences: number[] = [];
  for (const sentence of document.sentences) {
    const tokens = disagreeingTokens(columns.map((column) => document.column(sentence, column)));
    if (tokens.length === 0) continue;
    sentences.push(sentence.index);
    for (const token of tokens) lines.push(sentence.lines[token] ?? 0);
  }
  return { lines, sentences };
});

/** Lines and sentences of a document in which columns of tags disagree, ascending. */
export interface Disagreements {
  readonly lines: readonly number[];
  readonly sentences: readonly number[];
}

/** After an edit, that costs the reading of one chunk. */
export function liveDisagreements(live: LiveDocument, columns: readonly number[]): Disagreements {
  const lines: number[] = [];
  const sentences: number[] = [];
  if (columns.length < 2) return { lines, sentences };
  let before = 0;
  for (const { chunk, line } of live.chunks) {
    const found = chunkDisagreements.of(chunk, columns);
    for (const each of found.lines) lines.push(line + each);
    for (const each of found.sentences) sentences.push(before + each);
    before += chunk.shape.sentences;
  }
  return { lines, sentences };
}

/** Looks step by step, so that a long document can be looked at in between other work. */
export function* lookAtDisagreements(live: LiveDocument, columns: readonly number[]): Generator<void> {
  if (columns.length < 2) return;
  for (const { chunk } of live.chunks) {
    if (chunkDisagreements.known(chunk, columns)) continue;
    chunkDisagreements.of(chunk, columns);
    yield;
  }
}
