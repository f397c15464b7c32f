import type { ConllDocument } from './document';
import { shuffled } from './partition/shuffled';
import type { Sentence } from './types';

/**
 * Deals whole documents, shuffled by the seed, to splits of given numbers of sentences. A document goes to the first
 * split that still has room for all of it; the documents left over then fill what is missing and are cut where a split
 * is full, the rest of a cut document being left out of all splits, so that no document stands in two of them.
 * @param sizes sentences of each split, filled in this order
 * @returns the sentences of each split, in the file's order
 * @throws RangeError when the file has too few sentences
 */
export function splitByDocument<Name extends string>(
  document: ConllDocument,
  { sizes, seed }: { readonly sizes: Readonly<Record<Name, number>>; readonly seed: number },
): Record<Name, Sentence[]> {
  const names = Object.keys(sizes) as Name[];
  const splits = Object.fromEntries(names.map((name) => [name, [] as Sentence[]])) as Record<Name, Sentence[]>;
  const room = (name: Name): number => sizes[name] - splits[name].length;
  const leftOver: Sentence[][] = [];
  for (const sentences of shuffled(documentsOf(document), seed)) {
    const fitting = names.find((name) => room(name) >= sentences.length);
    if (fitting === undefined) leftOver.push(sentences);
    else splits[fitting].push(...sentences);
  }
  for (const name of names) {
    while (room(name) > 0) {
      const next = leftOver.shift();
      if (!next)
        throw new RangeError(`${document.sentences.length} sentences are too few: ${name} lacks ${room(name)}`);
      splits[name].push(...next.slice(0, room(name)));
    }
    splits[name].sort((a, b) => a.index - b.index);
  }
  return splits;
}

function documentsOf(document: ConllDocument): Sentence[][] {
  const documents: Sentence[][] = [];
  for (const sentence of document.sentences) {
    const current = documents[sentence.documentIndex];
    if (current) current.push(sentence);
    else documents[sentence.documentIndex] = [sentence];
  }
  return documents;
}
