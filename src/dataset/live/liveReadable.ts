import type { DatasetError } from '../datasetError';
import { checkReadable, countTagged, LONGEST_LINE, LOOKS_BINARY, SENTENCES_LOOKED_AT } from '../readable';
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

const tagged = perChunk(({ document }) => countTagged(document, SENTENCES_LOOKED_AT));

/**
 * As checkReadable of the whole text, but for white space alone, which is a file that is not written yet. After an edit, that costs the
 * reading of what changed; only in a file that cannot be read, of all that it is judged by.
 */
export function checkReadableLive(live: LiveDocument, name: string): DatasetError | undefined {
  for (const chunk of live.chunksLongerThan(LONGEST_LINE))
    if (tooLong.of(chunk).line !== undefined) return checkReadable(live.text, name);
  const head = headOf(live);
  const [first] = head;
  if (!first) return undefined;
  const judgement = judgements.of(first);
  const { last } = judgement;
  const isKnown =
    last?.name === name && last.head.length === head.length && head.every((chunk, at) => chunk === last.head[at]);
  if (isKnown) return last.error;
  const error =
    isSurelyReadable(head) || isEmpty(head) ? undefined : checkReadable(head.map(({ text }) => text).join(''), name);
  judgement.last = { name, head, error };
  return error;
}

/** Where no chunk has a sentence, the head is all of the document. */
function isEmpty(head: readonly Chunk[]): boolean {
  return head.every(({ shape, text }) => shape.sentences === 0 && text.trim() === '');
}

/** The chunks by which a document is judged. */
function headOf(live: LiveDocument): Chunk[] {
  const head: Chunk[] = [];
  let sentences = 0;
  for (const { chunk } of live.chunks) {
    if (sentences >= SENTENCES_LOOKED_AT) break;
    head.push(chunk);
    sentences += chunk.shape.sentences;
  }
  return head;
}

/** Text in which most tokens have a tag, by what is known of each chunk. */
function isSurelyReadable(head: readonly Chunk[]): boolean {
  let [looked, sentences, tokens, tags] = [0, 0, 0, 0];
  for (const chunk of head) {
    if (looked < LOOKS_BINARY && chunk.text.slice(0, LOOKS_BINARY - looked).includes('\0')) return false;
    looked += chunk.text.length;
    const left = SENTENCES_LOOKED_AT - sentences;
    sentences += chunk.shape.sentences;
    const counts = chunk.shape.sentences <= left ? tagged.of(chunk) : countTagged(chunk.document, left);
    tokens += counts.tokens;
    tags += counts.tagged;
  }
  return tokens > 0 && tags * 2 >= tokens;
}
