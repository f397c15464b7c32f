import type { DatasetError } from '../datasetError';
import { checkReadable, LONGEST_LINE, SENTENCES_LOOKED_AT } from '../readable';
import type { Chunk } from './chunk';
import type { LiveDocument } from './liveDocument';
import { perChunk } from './perChunk';

interface Longest {
  /** The first line that is too long, from the chunk's first. */
  readonly line: number | undefined;
}

const tooLong = perChunk<Longest>(({ text, document }) => {
  if (text.length <= LONGEST_LINE) return { line: undefined };
  for (let line = 0; line < document.lineCount; line++) {
    const { start, end } = document.lineRange(line);
    if (end - start > LONGEST_LINE) return { line };
  }
  return { line: undefined };
});

/** By the name of the file that it was called. */
const heads = perChunk(() => new Map<string, { readonly error: DatasetError | undefined }>());

/**
 * As checkReadable of the whole text, but for white space alone, which is a file that is not written yet. After an edit, that costs the
 * reading of the chunks by which it is judged, if the edit was there.
 */
export function checkReadableLive(live: LiveDocument, name: string): DatasetError | undefined {
  const head: Chunk[] = [];
  let sentences = 0;
  for (const { chunk } of live.chunks) {
    if (sentences < SENTENCES_LOOKED_AT) head.push(chunk);
    sentences += sentences < SENTENCES_LOOKED_AT ? chunk.shape.sentences : 0;
    const { line } = tooLong.of(chunk);
    if (line !== undefined) return checkReadable(live.text, name);
  }
  const [first] = head;
  if (!first || (sentences === 0 && live.text.trim() === '')) return undefined;
  const texts = () => head.map(({ text }) => text).join('');
  // Of long files, one chunk is enough; shorter ones are read anew.
  if (head.length > 1) return checkReadable(texts(), name);
  const known = heads.of(first);
  const judged = known.get(name) ?? { error: checkReadable(texts(), name) };
  known.set(name, judged);
  return judged.error;
}
