import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  ConllDocument,
  comparedColumns,
  decodeEntities,
  disagreeingTokens,
  type EntityLine,
  editEntities,
  entityLines,
  firstEntityLines,
  isLookedAt,
  knownComparedColumns,
  knownTypes,
  LiveDocument,
  liveDisagreements,
  lookAtDisagreements,
  lookAtTags,
  nextEntity,
  stretches,
  tagUse,
} from '../../../src/dataset';
import { conllLike, textChange } from './changes';

const chunkSize = fc.integer({ min: 1, max: 80 });

describe('columns that disagree', () => {
  it('are compared by entities, not by the letters of a scheme', () => {
    expect(
      disagreeingTokens([
        ['B-A', 'I-A', 'O', 'B-B'],
        ['I-A', 'E-A', '', 'S-B'],
      ]),
    ).toEqual([]);
    expect(
      disagreeingTokens([
        ['B-A', 'I-A', 'O', 'B-B'],
        ['B-A', 'B-A', 'O', 'B-C'],
      ]),
    ).toEqual([0, 1, 3]);
    expect(disagreeingTokens([['O', 'B-B']])).toEqual([]);
    expect(stretches([0, 1, 3, 7, 8])).toEqual([
      { start: 0, end: 2 },
      { start: 3, end: 4 },
      { start: 7, end: 9 },
    ]);
  });

  it('are found in a live document as in the whole text, whatever was edited', () => {
    fc.assert(
      fc.property(conllLike, fc.array(textChange, { maxLength: 4 }), chunkSize, (text, changes, size) => {
        const live = LiveDocument.open(text, { chunkSize: size });
        for (const change of changes) {
          for (const _ of lookAtDisagreements(live, [0, 1]));
          live.change(change);
        }
        const document = ConllDocument.parse(live.text);
        const disagreeing = document.sentences.map((sentence) =>
          disagreeingTokens([0, 1].map((column) => document.column(sentence, column))),
        );
        expect(liveDisagreements(live, [0, 1])).toEqual({
          lines: document.sentences.flatMap(({ lines }, index) => disagreeing[index]?.map((token) => lines[token])),
          sentences: disagreeing.flatMap((tokens, index) => (tokens.length > 0 ? [index] : [])),
        });
      }),
      { numRuns: 1000 },
    );
  }, 30_000);
});

describe('entities of a live document', () => {
  it('are found before and after a line, around its end', () => {
    fc.assert(
      fc.property(conllLike, chunkSize, fc.nat(40), (text, size, from) => {
        const live = LiveDocument.open(text, { chunkSize: size });
        const starts = ConllDocument.parse(text).sentences.flatMap(({ lines, tags }) =>
          decodeEntities(tags).map(({ start }) => lines[start] ?? -1),
        );
        expect([...entityLines(live)].map(({ line }) => line)).toEqual(starts);
        const ofChunks = live.chunks.map(
          ({ line }, at) => [line, live.chunks[at + 1]?.line ?? live.lineCount] as const,
        );
        expect([...firstEntityLines(live)]).toEqual(
          ofChunks.flatMap(([from, to]) =>
            firstOfEachType([...entityLines(live)].filter(({ line }) => line >= from && line < to)),
          ),
        );
        const lineOf = (direction: 1 | -1): number | undefined => {
          const found = nextEntity(live, from, direction);
          return found?.sentence.lines[found.entity.start];
        };
        expect(lineOf(1)).toBe(starts.find((line) => line > from) ?? starts[0]);
        expect(lineOf(-1)).toBe(starts.findLast((line) => line < from) ?? starts.at(-1));
      }),
      { numRuns: 1000 },
    );
  }, 30_000);
});

describe('an edit of a live document', () => {
  it('says by line what the edit of the whole text says by offset, in any column', () => {
    fc.assert(
      fc.property(conllLike, chunkSize, fc.integer({ min: 1, max: 2 }), fc.nat(), (text, size, column, seed) => {
        const live = LiveDocument.open(text, { chunkSize: size });
        const document = ConllDocument.parse(text);
        const index = seed % Math.max(1, document.sentences.length);
        const [ofText, ofLive] = [document.sentences[index], live.sentence(index)];
        if (!ofText || !ofLive) return;
        const entities = [{ type: 'NEW', start: seed % ofText.tokens.length, end: ofText.tokens.length }];
        const outcome = (edit: () => string): string => {
          try {
            return edit();
          } catch (error) {
            return String(error);
          }
        };
        const expected = outcome(() => applyEdits(text, editEntities(document, ofText, entities, 'iob2', column)));
        const edited = outcome(() => {
          for (const { line, start, end, newText } of editEntities(live, ofLive, entities, 'iob2', column).toReversed())
            live.change({ start: { line, character: start }, end: { line, character: end }, newText });
          return live.text;
        });
        expect(edited).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  }, 30_000);

  it('is written in the scheme of its column', () => {
    const live = LiveDocument.open('a S-X B-X\nb O I-X\n\n', { chunkSize: 5 });
    expect(tagUse(live).scheme).toBe('iob2');
    expect(tagUse(live, 1).scheme).toBe('bioes');
  });
});

describe('the columns that are compared', () => {
  it('are known once all of a document was looked at, whoever asked for its tags before', () => {
    const live = LiveDocument.open('Ada B-PER B-PER\nran O O\n\n'.repeat(40), { chunkSize: 100 });
    tagUse(live);
    expect(isLookedAt(live)).toBe(false);
    expect([...lookAtTags(live)].length).toBeGreaterThan(2);
    expect(isLookedAt(live)).toBe(true);
    live.change({ start: { line: 0, character: 0 }, end: { line: 0, character: 3 }, newText: 'Bo' });
    expect(isLookedAt(live)).toBe(false);
  });

  it('are those with tags of the same types, not phrases beside entities', () => {
    const live = LiveDocument.open('Ada NNP B-NP B-PER B-PER\nran VBD B-VP O O\n\nBath NNP B-NP O B-LOC\n\n', {
      chunkSize: 5,
    });
    expect(comparedColumns(live)).toEqual([3, 4]);
    // What is known of the end alone: there, the columns share no type.
    const last = live.chunks.slice(-1).map(({ chunk }) => chunk);
    expect(knownComparedColumns(LiveDocument.open(live.text, { chunkSize: 5 }), last)).toEqual([4]);
    live.change({ start: { line: 0, character: 19 }, end: { line: 0, character: 24 }, newText: 'O' });
    expect(comparedColumns(live)).toEqual([4]);
  });

  it.each([
    ['predictions of an untrained student', 'Ada B-PER O\nran O O\n\n', [1, 2]],
    ['not one that may stand for phrases', 'Ada NNP O B-PER\nran VBD O O\n\n', [3]],
    ['beside the whole of CoNLL-2003', 'Ada NNP B-NP B-PER O\nran VBD B-VP O O\n\n', [3, 4]],
    ['of several the last', 'Ada O B-PER O\nran O O O\n\n', [2, 3]],
    ['beside the entities of one column, not of another', 'Ada B-POLITE B-PER O\nran O O O\n\n', [2, 3]],
    ['not beside phrases alone: nothing is labelled yet', 'Ada NNP B-NP O\nran VBD B-VP O\n\n', [3]],
    ['not beside its like', 'Ada O O\nran O O\n\n', [2]],
    ['not where one cell is something else', `Ada O B-PER\nran X O\n\n${'ran O O\n\n'.repeat(40)}`, [2]],
  ])('include a tag column of nothing but O: %s', (_, text, expected) => {
    for (const chunkSize of [5, 4000])
      expect(comparedColumns(LiveDocument.open(text, { chunkSize }))).toEqual(expected);
  });

  it('include none of nothing but O for what stands on a page', () => {
    const live = LiveDocument.open(`Ada NNP B-PER O\n\n${'. NNP O O\n\n'.repeat(30)}`, { chunkSize: 20 });
    expect(knownComparedColumns(live, live.chunksBetween(0, 4))).toEqual([3]);
    for (const _ of lookAtTags(live));
    expect(knownComparedColumns(live, [])).toEqual([2, 3]);
    // An edit makes one chunk unknown; whoever draws it looks at it.
    live.change({ start: { line: 0, character: 0 }, end: { line: 0, character: 3 }, newText: 'Bo' });
    expect(knownComparedColumns(live, live.chunksBetween(0, 4))).toEqual([2, 3]);
  });

  it('disagree where one has nothing but O', () => {
    const live = LiveDocument.open('Ada B-PER O\nran O O\n\nin O O\nBath B-LOC O\n\n');
    expect(liveDisagreements(live, comparedColumns(live))).toEqual({ lines: [0, 4], sentences: [0, 1] });
    expect(knownTypes(live)).toEqual(new Set(['PER', 'LOC']));
  });
});

function firstOfEachType(entities: readonly EntityLine[]): EntityLine[] {
  return entities.filter(({ type }, at) => entities.findIndex((each) => each.type === type) === at);
}
