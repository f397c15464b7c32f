import type { LiveDocument } from '../live/liveDocument';
import { hash53 } from './sentenceHash';
import { LEAST_TOKENS_COMPARED } from './stretchFacts';

/**
 * The lines of a file's sentences by their keys, the first of each; in steps, for a long file.
 * @param lines that they are put into
 * @returns what share is done
 */
export function* sentenceLines(live: LiveDocument, lines: Map<number, number>): Generator<number> {
  const { chunks } = live;
  for (const [index, { chunk, line }] of chunks.entries()) {
    for (const sentence of chunk.document.sentences) {
      if (sentence.tokens.length < LEAST_TOKENS_COMPARED) continue;
      const key = hash53(sentence.tokens);
      if (!lines.has(key)) lines.set(key, line + (sentence.lines[0] ?? 0));
    }
    yield (index + 1) / chunks.length;
  }
}
