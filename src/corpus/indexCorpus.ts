import { createHash } from 'node:crypto';
import {
  type ConllDocument,
  comparedTags,
  type Sentence,
  type SentenceIndex,
  SentenceIndexer,
  type SentenceKey,
} from '../dataset';
import type { Corpus, ReadingOptions } from './corpus';

/**
 * Where the sentences of a corpus stand, in bytes.
 * @param visit is told of each sentence with its first line's number, from 0, and the part that it stands in
 */
export async function indexCorpus(
  corpus: Corpus,
  options: ReadingOptions = {},
  visit?: (sentence: Sentence, line: number, part: ConllDocument) => void,
): Promise<SentenceIndex> {
  const indexer = new SentenceIndexer();
  for await (const { document, offsetOf } of corpus.parts(options)) indexer.add(document, offsetOf, visit);
  return indexer.finish(corpus.source.size);
}

/** The index, and what to compare each sentence by. */
export async function indexWithKeys(
  corpus: Corpus,
  options: ReadingOptions = {},
): Promise<{ readonly index: SentenceIndex; readonly keys: readonly SentenceKey[] }> {
  const keys: SentenceKey[] = [];
  const index = await indexCorpus(corpus, options, (sentence, _line, part) => {
    keys.push({ tokens: digest(sentence.tokens), tags: digest(comparedTags(part, sentence)) });
  });
  return { index, keys };
}

/** As good as the texts themselves to tell sentences apart (160 bits), in a fraction of the memory. */
export function digest(cells: readonly string[]): string {
  return createHash('sha1').update(cells.join('\n')).digest('binary');
}
