import type { DatasetError } from '../datasetError';
import { checkReadable, LONGEST_LINE, SENTENCES_LOOKED_AT } from '../readable';
import type { Chunk } from './chunk';
import type { LiveDocument } from './liveDocument';
import { perChunk } from './perChunk';

interface Longest {
  /** The first line that is too long, from the chunk's first. */
  readonly line: number | undefined;
}

const tooLong = perChunk<Longest>((chunk) => {
  const { document } = chunk;
  for (let line = 0; line < document.lineCount; line++) {
    const { start, end } = document.lineRange(line);
    if (end - start > LONGEST_LINE) return { line };
  }
  return { line: undefined };
});

interface Judged {
  readonly name: string;
  readonly head: readonly Chunk[];
  readonly error: DatasetError | undefined;
}

/** What was said last of a text that begins with a chunk. */
const judgements = perChunk(() => ({ last: undefined as Judged | undefined }));

/**
 * As checkReadable of the whole text, but for white space alone, which is a file that is not written yet. After an edit, that costs the
 * reading of the chunks by which it is judged, if the edit was there.
 */
export function checkReadableLive(live: LiveDocument, name: string): DatasetError | undefined {
  const head: Chunk[] = [];
  let sentences = 0;
  for (const chunk of live.chunksLongerThan(LONGEST_LINE))
    if (tooLong.of(chunk).line !== undefined) return checkReadable(live.text, name);
  for (const { chunk } of live.chunks) {
    if (sentences >= SENTENCES_LOOKED_AT) break;
    head.push(chunk);
    sentences += chunk.shape.sentences;
  }
  const [first] = head;
  if (!first || (sentences === 0 && live.text.trim() === '')) return undefined;
  const judgement = judgements.of(first);
  const { last } = judgement;
  const isKnown =
    last?.name === name && last.head.length === head.length && head.every((chunk, at) => chunk === last.head[at]);
  if (isKnown) return last.error;
  const error = checkReadable(head.map(({ text }) => text).join(''), name);
  judgement.last = { name, head, error };
  return error;
}
