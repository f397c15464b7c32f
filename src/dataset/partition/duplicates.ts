import { comparedTags } from '../comparedTags';
import type { ConllDocument } from '../document';
import type { Sentence } from '../types';
import type { SentenceBlock } from './sentenceIndex';

/** What two sentences are compared by; equal texts mean equal sentences. */
export interface SentenceKey {
  readonly tokens: string;
  /** Of all columns of tags: see `comparedTags`. */
  readonly tags: string;
}

/** A sentence whose tokens stood in an earlier one already. */
export interface Duplicate {
  readonly sentence: SentenceBlock;
  /** The first sentence with these tokens; undefined when it stands in another file. */
  readonly first: SentenceBlock | undefined;
  /** Whether no earlier one has its tags. */
  readonly differs: boolean;
}

/**
 * Finds sentences with the same tokens as an earlier one.
 * @param keys one a sentence
 * @param elsewhere tokens and tags of sentences of other files, which count as earlier
 */
export function findDuplicates(
  sentences: readonly SentenceBlock[],
  keys: readonly SentenceKey[],
  elsewhere: ReadonlyMap<string, string> = new Map(),
): Duplicate[] {
  const seen = new Map<string, { readonly first: SentenceBlock | undefined; readonly tags: Set<string> }>();
  for (const [tokens, tags] of elsewhere) seen.set(tokens, { first: undefined, tags: new Set([tags]) });
  return sentences.flatMap((sentence, index): Duplicate[] => {
    const { tokens, tags } = keys[index] ?? { tokens: '', tags: '' };
    const earlier = seen.get(tokens);
    if (!earlier) {
      seen.set(tokens, { first: sentence, tags: new Set([tags]) });
      return [];
    }
    const differs = !earlier.tags.has(tags);
    earlier.tags.add(tags);
    return [{ sentence, first: earlier.first, differs }];
  });
}

/**
 * The sentences that stay when duplicates go.
 * @param differing what becomes of those whose tags no earlier one has: `keep` leaves them for a person to decide about
 */
export function withoutDuplicates(
  sentences: readonly SentenceBlock[],
  duplicates: readonly Duplicate[],
  differing: 'keep' | 'remove',
): readonly SentenceBlock[] {
  const removed = new Set(
    duplicates.filter(({ differs }) => !differs || differing === 'remove').map(({ sentence }) => sentence),
  );
  return sentences.filter((sentence) => !removed.has(sentence));
}

/** Tokens and tags as they are compared when the whole sentences are at hand; no cell holds a line feed. */
export function sentenceKey(document: ConllDocument, sentence: Sentence): SentenceKey {
  return { tokens: sentence.tokens.join('\n'), tags: comparedTags(document, sentence).join('\n') };
}
