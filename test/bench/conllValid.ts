import { readFile } from 'node:fs/promises';
import { ConllDocument, decodeBytes } from '../../src/dataset';
import type { TaggedSentences } from '../../src/evaluation';
import { validFile } from './conll';

/**
 * CoNLL-2003's valid, and a prediction as a good student makes it: one tag in twenty is another. The same for everyone who
 * asks, with illegal sequences among it.
 */
export async function conllValid(): Promise<{ readonly gold: TaggedSentences; readonly predicted: TaggedSentences }> {
  const { text } = decodeBytes(await readFile(validFile));
  const gold = ConllDocument.parse(text).sentences.map(({ tags }) => tags);
  const known = [...new Set(gold.flat())].sort();
  let token = 0;
  const predicted = gold.map((tags) =>
    tags.map((tag) => {
      token++;
      return (token * 7919) % 20 === 0 ? (known[(token * 104_729) % known.length] ?? tag) : tag;
    }),
  );
  return { gold, predicted };
}
