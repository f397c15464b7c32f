import type { Sentence } from './types';

/** The sentences with a token line between two lines, both inclusive; by binary search, since files are long. */
export function sentencesBetween(sentences: readonly Sentence[], first: number, last: number): readonly Sentence[] {
  const from = partition(sentences, ({ lines }) => (lines.at(-1) ?? 0) < first);
  const to = partition(sentences, ({ lines }) => (lines[0] ?? 0) <= last);
  return sentences.slice(from, to);
}

/** How many leading sentences satisfy a condition that holds for a prefix of them. */
function partition(sentences: readonly Sentence[], holds: (sentence: Sentence) => boolean): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const sentence = sentences[middle];
    if (sentence !== undefined && holds(sentence)) low = middle + 1;
    else high = middle;
  }
  return low;
}
