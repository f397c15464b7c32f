import { describe, expect, it } from 'vitest';
import { relocateSentences } from '../../../src/vscode/annotate/relocateSentences';

const document = (...sentences: string[]) =>
  sentences.map((text, index) => ({
    index,
    documentIndex: 0,
    lines: [index * 2],
    tokens: text.split(' '),
    tags: text.split(' ').map(() => 'O'),
  }));
const found = (before: ReturnType<typeof document>, after: ReturnType<typeof document>, ...wanted: number[]) =>
  relocateSentences(
    before.filter(({ index }) => wanted.includes(index)),
    before,
    after,
  ).map((sentence) => sentence?.index);

describe('relocateSentences', () => {
  it('finds everything in an unchanged document, twins by their place', () => {
    expect(found(document('a b', 'a b', 'c'), document('a b', 'a b', 'c'), 1, 2)).toEqual([1, 2]);
  });
  it('follows sentences that moved because others came before them', () => {
    expect(found(document('a', 'b', 'c'), document('new', 'a', 'b', 'c'), 0, 2)).toEqual([1, 3]);
  });
  it('gives up a sentence whose tokens or tags were edited', () => {
    const after = document('a', 'b', 'c').map((sentence) =>
      sentence.index === 1 ? { ...sentence, tags: ['B-X'] } : sentence,
    );
    expect(found(document('a', 'b', 'c'), after, 0, 1, 2)).toEqual([0, undefined, 2]);
  });
  it('gives up sentences that were deleted', () => {
    expect(found(document('a', 'b', 'c'), document('a', 'c'), 1, 2)).toEqual([undefined, 1]);
    expect(found(document('a', 'b'), [], 0, 1)).toEqual([undefined, undefined]);
  });
  it('never takes a deleted twin for the one that stayed', () => {
    expect(found(document('x', 'x', 'y'), document('x', 'y'), 0, 1, 2)).toEqual([0, undefined, 1]);
  });
});
