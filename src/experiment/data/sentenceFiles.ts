import { readFile } from 'node:fs/promises';
import { ConllDocument, checkReadable, DatasetError, decodeBytes } from '../../dataset';

/** A CoNLL file as an experiment reads it. */
export interface SentenceFile {
  readonly file: string;
  readonly document: ConllDocument;
}

/** @throws DatasetError when one is no CoNLL file with tags */
export async function readSentenceFiles(files: readonly string[]): Promise<SentenceFile[]> {
  const read: SentenceFile[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    const unreadable = checkReadable(bytes, file);
    if (unreadable) throw unreadable;
    read.push({ file, document: ConllDocument.parse(decodeBytes(bytes).text) });
  }
  return read;
}

export function countSentences(files: readonly SentenceFile[]): number {
  return files.reduce((sum, { document }) => sum + document.sentences.length, 0);
}

/**
 * What remains of a distilled file can only be told when it holds the original's sentences.
 * @throws DatasetError naming the first line that differs
 */
export function refuseOtherSentences(original: readonly SentenceFile[], distilled: readonly SentenceFile[]): void {
  const wanted = sentencesWithPlaces(original);
  const found = sentencesWithPlaces(distilled);
  for (const [index, sentence] of found.entries()) {
    const partner = wanted[index];
    if (partner && partner.tokens.join(' ') === sentence.tokens.join(' ')) continue;
    const differing = sentence.tokens.findIndex((token, position) => token !== partner?.tokens[position]);
    const line = sentence.lines[Math.max(0, differing)] ?? 0;
    throw new DatasetError(
      `${sentence.file}, line ${line + 1}: expected ${partner ? `the tokens of sentence ${index + 1} of the original` : `no more than the original’s ${wanted.length} sentences`}. With "distilledTakes: rest" both must hold the same sentences in the same order.`,
      { file: sentence.file, line },
    );
  }
  if (found.length < wanted.length) {
    throw new DatasetError(
      `The distilled files hold ${found.length} sentences, but the original ${wanted.length}. With "distilledTakes: rest" both must hold the same sentences in the same order.`,
      { file: distilled.at(-1)?.file ?? '' },
    );
  }
}

function sentencesWithPlaces(files: readonly SentenceFile[]) {
  return files.flatMap(({ file, document }) =>
    document.sentences.map(({ tokens, lines }) => ({ file, tokens, lines })),
  );
}
