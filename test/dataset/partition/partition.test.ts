import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  applyEdits,
  ConllDocument,
  editsToPieces,
  findDuplicates,
  indexSentences,
  type Piece,
  piecesOf,
  type Range,
  type SentenceBlock,
  type SentenceIndex,
  SentenceIndexer,
  sampleSentences,
  sentenceKey,
  shuffleSentences,
  splitSentences,
  withoutDuplicates,
} from '../../../src/dataset';
import { conllTexts } from './conllTexts';

vi.setConfig({ testTimeout: 60_000 });

const layout = { separator: 'blank', columnCount: 2 } as const;
const parse = (text: string) => ConllDocument.parse(text, { layout });
const written = (text: string, pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : text.slice(piece.start, piece.end))).join('');
const sentencesOf = (text: string) => parse(text).sentences.map(({ tokens, tags }) => ({ tokens, tags }));
/** The lines of some blocks, blank ones aside. */
const linesOf = (text: string, blocks: readonly Range[]) =>
  blocks
    .flatMap(({ start, end }) => text.slice(start, end).replace('\ufeff', '').split(/\r?\n/u))
    .filter((line) => line.replace('\ufeff', '').trim() !== '');
/** What a file of these sentences must hold, without a thought of how it is made. */
const expectedLines = (text: string, index: SentenceIndex, sentences: readonly SentenceBlock[], headers = true) => {
  const blocks = sentences.flatMap((sentence, position) => {
    const header = headers && sentences[position - 1]?.document !== sentence.document;
    return [...(header ? [index.headers.get(sentence.document)] : []), sentence].filter((block) => block !== undefined);
  });
  const last = index.sentences.at(-1);
  const ends = last !== undefined && sentences.includes(last);
  return linesOf(text, [index.preamble, ...blocks, ...(ends ? [index.trailer] : [])]);
};
const allLines = (text: string) => linesOf(text, [{ start: 0, end: text.length }]);
const keysOf = (document: ConllDocument) => document.sentences.map((sentence) => sentenceKey(document, sentence));
const sizes = fc.constantFrom({ ratios: [80, 10, 10] }, { ratios: [1, 1] }, { ratios: [70, 0, 30] });
const units = fc.constantFrom('document' as const, 'sentence' as const);

describe('the index of sentences', () => {
  it('puts every byte of any file into one place, and knows the sentences', () => {
    fc.assert(
      fc.property(conllTexts, (text) => {
        const document = parse(text);
        const index = indexSentences(document);
        expect(index.sentences.map(({ tokens, line }) => ({ tokens, line }))).toEqual(
          document.sentences.map(({ tokens, lines }) => ({ tokens: tokens.length, line: lines[0] })),
        );
        expect(index.sentences.map((sentence) => sentence.document)).toEqual(
          document.sentences.map((sentence) => sentence.documentIndex),
        );
        const all = [index.preamble, ...index.headers.values(), ...index.sentences, index.trailer];
        let position = 0;
        for (const { start, end } of all.sort((a, b) => a.start - b.start || a.end - b.end)) {
          expect(start).toBeLessThanOrEqual(position);
          position = Math.max(position, end);
        }
        expect(position).toBe(text.length);
        if (index.sentences.length > 0) expect(written(text, piecesOf(index, index.sentences))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same when the file comes in parts', () => {
    fc.assert(
      fc.property(conllTexts, fc.func(fc.boolean()), (text, cut) => {
        const indexer = new SentenceIndexer();
        let from = 0;
        const add = (to: number): void => {
          const base = from;
          indexer.add(parse(text.slice(from, to)), (offset) => base + offset);
          from = to;
        };
        for (const { index } of text.matchAll(/(?<=\n[ \t]*\r?\n)/gu)) if (cut(index)) add(index);
        add(text.length);
        expect(indexer.finish(text.length)).toEqual(indexSentences(parse(text)));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves comments above all else, and the line that names the columns, at the top of every file', () => {
    const text = '\ufeff# licence\n\n# more\n\n# of Ada\nAda O\n\nBath O\n';
    const index = indexSentences(parse(text));
    expect(written(text, piecesOf(index, index.sentences.slice(1)))).toBe('\ufeff# licence\n\n# more\n\nBath O\n');
    const plus = '# global.columns = FORM NER\n# id 1\nAda O\n\n# id 2\nBath O\n';
    const plusIndex = indexSentences(parse(plus));
    expect(written(plus, piecesOf(plusIndex, plusIndex.sentences.slice(1)))).toBe(
      '# global.columns = FORM NER\n# id 2\nBath O\n',
    );
  });
});

describe('a split', () => {
  it('puts every sentence into exactly one file, its lines byte for byte, and no document into two', () => {
    fc.assert(
      fc.property(conllTexts, sizes, units, fc.nat(), fc.boolean(), (text, wanted, by, seed, stratified) => {
        const index = indexSentences(parse(text));
        const groups = by === 'document' ? index.documents : index.sentences.length;
        if (groups < wanted.ratios.filter((ratio) => ratio > 0).length) {
          expect(() => splitSentences(index, { sizes: wanted, by, seed, stratified })).toThrow(/too few/);
          return;
        }
        const { splits, rest } = splitSentences(index, { sizes: wanted, by, seed, stratified });
        expect(rest).toEqual([]);
        expect(splits.flat().sort((a, b) => a.start - b.start)).toEqual(index.sentences);
        for (const [split, sentences] of splits.entries()) {
          expect(sentences.length > 0).toBe(wanted.ratios[split] !== 0);
          const file = written(text, piecesOf(index, sentences));
          expect(sentencesOf(file)).toEqual(
            sentences.map(({ line }) => {
              const { tokens, tags } = parse(text).sentenceAtLine(line) ?? { tokens: [], tags: [] };
              return { tokens, tags };
            }),
          );
          expect(allLines(file)).toEqual(expectedLines(text, index, sentences));
        }
        if (by === 'document') {
          const documents = splits.map((sentences) => new Set(sentences.map(({ document }) => document)));
          expect(documents.reduce((sum, { size }) => sum + size, 0)).toBe(index.documents);
        } else {
          const sum = (wanted.ratios as readonly number[]).reduce((a, b) => a + b, 0);
          for (const [split, ratio] of wanted.ratios.entries()) {
            expect(Math.abs((splits[split]?.length ?? 0) - (ratio / sum) * index.sentences.length)).toBeLessThan(2);
          }
        }
        expect(splitSentences(index, { sizes: wanted, by, seed, stratified }).splits).toEqual(splits);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes numbers of sentences, and leaves the rest out', () => {
    const text = Array.from({ length: 20 }, (_, index) => `t${index} O\n`).join('\n');
    const index = indexSentences(parse(text));
    const { splits, rest, by } = splitSentences(index, { sizes: { counts: [5, 3] }, seed: 1 });
    expect([by, splits.map(({ length }) => length), rest.length]).toEqual(['sentence', [5, 3], 12]);
    expect(() => splitSentences(index, { sizes: { counts: [20, 1] }, seed: 1 })).toThrow(
      'the file has 20 sentences, fewer than the 21 that are wanted.',
    );
    expect(() => splitSentences(index, { sizes: { ratios: [0, -1] }, seed: 1 })).toThrow(/0\/-1 are no sizes/);
    expect(() => splitSentences(index, { sizes: { ratios: [1, 1] }, by: 'document', seed: 1 })).toThrow(
      'the file has 1 document (parted by -DOCSTART- lines), too few for 2 splits. Split it by sentence instead.',
    );
  });
});

describe('stratification', () => {
  /** Sentences with these entities: types of very different frequency, as in real data sets. */
  const corpora = fc.array(
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: fc.constant('PER') },
        { weight: 6, arbitrary: fc.constant('LOC') },
        { weight: 1, arbitrary: fc.constant('RARE') },
      ),
      { maxLength: 4 },
    ),
    { minLength: 60, maxLength: 400 },
  );

  it('gives every split its share of every type, and of sentences without entities, within two of them', () => {
    let error = 0;
    let errorByChance = 0;
    fc.assert(
      fc.property(corpora, fc.nat(), (corpus, seed) => {
        const text = corpus.map((types) => ['x O', ...types.map((type) => `y B-${type}`)].join('\n')).join('\n\n');
        const index = indexSentences(parse(text));
        const ratios: readonly number[] = [0.8, 0.1, 0.1];
        const errors = (stratified: boolean) => {
          const { splits } = splitSentences(index, { sizes: { ratios }, seed, stratified });
          return ['PER', 'LOC', 'RARE', undefined].map((type) => {
            const counts = splits.map((sentences) =>
              sentences.reduce(
                (sum, { entities }) =>
                  sum +
                  (type === undefined
                    ? Number(entities.length === 0)
                    : (entities.find(([each]) => each === type)?.[1] ?? 0)),
                0,
              ),
            );
            const total = counts.reduce((a, b) => a + b, 0);
            return Math.max(...counts.map((count, split) => Math.abs(count - total * (ratios[split] ?? 0))));
          });
        };
        const stratified = errors(true);
        error += stratified.reduce((a, b) => a + b, 0);
        errorByChance += errors(false).reduce((a, b) => a + b, 0);
        expect(Math.max(...stratified)).toBeLessThan(2);
      }),
      { numRuns: 200 },
    );
    expect(error).toBeLessThan(errorByChance / 4);
  });
});

describe('shuffling', () => {
  it('keeps all sentences, and documents whole', () => {
    fc.assert(
      fc.property(conllTexts, units, fc.nat(), (text, by, seed) => {
        const index = indexSentences(parse(text));
        const { sentences } = shuffleSentences(index, { by, seed });
        expect([...sentences].sort((a, b) => a.start - b.start)).toEqual(index.sentences);
        const file = written(text, piecesOf(index, sentences, by === 'document'));
        expect(allLines(file)).toEqual(expectedLines(text, index, sentences, by === 'document'));
        expect(sentencesOf(file).length).toBe(sentences.length);
        expect(shuffleSentences(index, { by, seed }).sentences).toEqual(sentences);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a sample', () => {
  it('is drawn without replacement, stands in the order of the file, and is another with another seed', () => {
    const text = Array.from({ length: 200 }, (_, index) => `t${index} ${index % 20 === 0 ? 'B-X' : 'O'}\n`).join('\n');
    const index = indexSentences(parse(text));
    const sample = sampleSentences(index, { count: 40, stratified: true, seed: 5 });
    expect(sample.length).toBe(40);
    expect(sample.filter(({ entities }) => entities.length > 0).length).toBe(2);
    expect([...sample].sort((a, b) => a.start - b.start)).toEqual(sample);
    expect(sampleSentences(index, { count: 40, seed: 1 })).not.toEqual(sampleSentences(index, { count: 40, seed: 2 }));
    expect(() => sampleSentences(index, { count: 201, seed: 1 })).toThrow(/fewer than the 201/);
  });
});

describe('removing duplicates', () => {
  const text = '-DOCSTART- O\n\nAda B-PER\n\nBath O\n\n-DOCSTART- O\n\n# again\nAda B-PER\n\nAda O\n\nAda O\n\nBath O';
  const document = parse(text);
  const index = indexSentences(document);
  const keys = keysOf(document);
  const result = (differing: 'keep' | 'remove', elsewhere?: ReadonlyMap<string, string>) => {
    const duplicates = findDuplicates(index.sentences, keys, elsewhere);
    const pieces = piecesOf(index, withoutDuplicates(index.sentences, duplicates, differing));
    expect(applyEdits(text, editsToPieces(pieces, text.length))).toBe(written(text, pieces));
    return written(text, pieces);
  };

  it('keeps the first, and a person decides about those with other tags', () => {
    expect(result('keep')).toBe('-DOCSTART- O\n\nAda B-PER\n\nBath O\n\n-DOCSTART- O\n\nAda O\n\n');
    expect(result('remove')).toBe('-DOCSTART- O\n\nAda B-PER\n\nBath O\n\n');
    const found = findDuplicates(index.sentences, keys);
    expect(found.map(({ sentence, first, differs }) => [sentence.line, first?.line, differs])).toEqual([
      [9, 2, false],
      [11, 2, true],
      [13, 2, false],
      [15, 4, false],
    ]);
  });

  it('is left to a person where another column of tags differs, such as gold beside a prediction', () => {
    const duplicatesIn = (lines: string) => {
      const read = ConllDocument.parse(lines);
      return findDuplicates(indexSentences(read).sentences, keysOf(read)).map(({ differs }) => differs);
    };
    expect(duplicatesIn('Ada B-PER O\nran O O\n\nAda B-ORG O\nran O O\n\n')).toEqual([true]);
    expect(duplicatesIn('Ada B-PER O\nran O O\n\nAda B_PER O\nran O O\n\n')).toEqual([true]);
    expect(duplicatesIn('Ada B-PER O\nran O O\n\nAda B-PER O\nran O O\n\n')).toEqual([false]);
    // No tags: what a tagger guessed of them otherwise, and numbers of tokens in the file.
    expect(duplicatesIn('Ada NNP 1 O\nran VBD 2 O\n\nAda NN 3 O\nran VBD 4 O\n\n')).toEqual([false]);
  });

  it('also removes what stands in another file', () => {
    expect(result('remove', new Map([['Ada', 'O']]))).toBe('-DOCSTART- O\n\nBath O\n\n');
  });

  it('leaves each sentence once, in any file, by edits that keep every other byte', () => {
    fc.assert(
      fc.property(conllTexts, (any) => {
        const read = parse(any);
        const blocks = indexSentences(read);
        const found = findDuplicates(blocks.sentences, keysOf(read));
        const kept = withoutDuplicates(blocks.sentences, found, 'remove');
        const edited = applyEdits(any, editsToPieces(piecesOf(blocks, kept), any.length));
        const tokens = (from: string) => sentencesOf(from).map((sentence) => sentence.tokens.join(' '));
        if (blocks.sentences.length > 0) expect(tokens(edited)).toEqual([...new Set(tokens(any))]);
        if (found.length === 0 && blocks.sentences.length > 0) expect(edited).toBe(any);
      }),
      { numRuns: 1000 },
    );
  });
});
