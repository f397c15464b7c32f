import type { SentenceBlock, SentenceIndex } from './sentenceIndex';
import { shuffled } from './shuffled';
import { documentsOf, type UnitKind } from './split';

export interface Shuffle {
  readonly by: UnitKind;
  /** All sentences, in their new order. */
  readonly sentences: readonly SentenceBlock[];
}

/**
 * A new order that the seed alone decides: of the documents, each with its sentences as they were, or of all sentences. The latter
 * dissolves the documents, so that their `-DOCSTART-` lines say nothing any more.
 * @param by documents where the file has at least two, else sentences
 */
export function shuffleSentences(
  { sentences, documents }: SentenceIndex,
  { by = documents > 1 ? 'document' : 'sentence', seed }: { readonly by?: UnitKind; readonly seed: number },
): Shuffle {
  if (by === 'sentence') return { by, sentences: shuffled(sentences, seed) };
  return { by, sentences: shuffled(documentsOf(sentences), seed).flat() };
}
