import { describe, expect, it } from 'vitest';
import { ConllDocument, splitByDocument } from '../../src/dataset';

const documents = Array.from(
  { length: 40 },
  (_, index) => `-DOCSTART- O\n\n${`w${index} O\n\n`.repeat(1 + (index % 7))}`,
);
const document = ConllDocument.parse(documents.join(''));
const sizes = { original: 30, unlabelled: 60, test: 20 };

describe('splitByDocument', () => {
  it('gives each split exactly its sentences, from documents of its own', () => {
    const splits = splitByDocument(document, { sizes, seed: 3 });
    expect(Object.values(splits).map(({ length }) => length)).toEqual([30, 60, 20]);
    const owners = new Map<number, Set<string>>();
    for (const [name, sentences] of Object.entries(splits)) {
      for (const { documentIndex } of sentences)
        owners.set(documentIndex, (owners.get(documentIndex) ?? new Set()).add(name));
    }
    expect([...owners.values()].every((names) => names.size === 1)).toBe(true);
  });

  it('is a function of its seed', () => {
    const indices = (seed: number) => splitByDocument(document, { sizes, seed }).original.map(({ index }) => index);
    expect(indices(3)).toEqual(indices(3));
    expect(indices(3)).not.toEqual(indices(4));
  });

  it('says when there are too few sentences', () => {
    expect(() => splitByDocument(document, { sizes: { all: 1000 }, seed: 1 })).toThrow(/too few: all lacks/);
  });
});
