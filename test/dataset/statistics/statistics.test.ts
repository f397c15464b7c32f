import { describe, expect, it, vi } from 'vitest';
import { Corpus, corpusStatistics, memorySource, statisticsCsv, statisticsTables } from '../../../src/corpus';
import { StatisticsCollector, summarise } from '../../../src/dataset';
import { csv, markdown } from '../../../src/tables';

vi.setConfig({ testTimeout: 60_000 });

const open = (name: string, text: string) => Corpus.open(memorySource(Buffer.from(text), name));

const train = `-DOCSTART- O

# Ada
Ada B-PER
Lovelace I-PER
saw O
Bath B-LOC

Bath B-ORG
met O
May B-PER

-DOCSTART- O

in O
May O
Bath O
Ada O
Lovelace O

in O
May O
Bath O
Ada O
Lovelace O
`;
const test = `in O
May O
Bath O
Ada O
Lovelace O

Oslo B-LOC
met O
Ada B-PER
Lovelace I-PER
`;

describe('statistics of two files', () => {
  const report = Promise.all([open('train', train), open('test', test)]).then((corpora) => corpusStatistics(corpora));

  it('count what each holds', async () => {
    const [first, second] = (await report).files;
    expect(first).toEqual({
      name: 'train',
      sentences: 4,
      documents: 2,
      tokens: 17,
      entities: 4,
      sentencesWithoutEntities: 2,
      repeatedSentences: 1,
      vocabulary: 7,
      surfaceForms: 3,
      columns: 2,
      scheme: 'iob2',
      types: {
        LOC: { entities: 1, surfaceForms: 1 },
        ORG: { entities: 1, surfaceForms: 1 },
        PER: { entities: 2, surfaceForms: 2 },
      },
      sentenceLengths: [
        [3, 1],
        [4, 1],
        [5, 2],
      ],
      entityLengths: [
        [1, 3],
        [2, 1],
      ],
    });
    expect(second).toMatchObject({ documents: 1, repeatedSentences: 0, entities: 2 });
  });

  it('name surface forms that are not always labelled alike, untagged ones too, the longest at each place', async () => {
    const { ambiguousForms, mostAmbiguous } = await report;
    expect(ambiguousForms).toBe(3);
    expect(mostAmbiguous).toEqual([
      {
        form: 'Ada Lovelace',
        total: 5,
        minority: 2,
        labels: [
          { label: 'O', count: 3, file: 0, line: 17 },
          { label: 'PER', count: 2, file: 0, line: 3 },
        ],
      },
      {
        form: 'Bath',
        total: 5,
        minority: 2,
        labels: [
          { label: 'O', count: 3, file: 0, line: 16 },
          { label: 'LOC', count: 1, file: 0, line: 6 },
          { label: 'ORG', count: 1, file: 0, line: 8 },
        ],
      },
      {
        form: 'May',
        total: 4,
        minority: 1,
        labels: [
          { label: 'O', count: 3, file: 0, line: 15 },
          { label: 'PER', count: 1, file: 0, line: 10 },
        ],
      },
    ]);
  });

  it('say what of one file stands in the other', async () => {
    expect((await report).overlaps).toEqual([
      {
        file: 0,
        other: 1,
        sentences: 2,
        surfaceForms: 1,
        unseenEntities: 3,
        unseenByType: { LOC: 1, ORG: 1, PER: 1 },
        unknownTokens: 1,
      },
      {
        file: 1,
        other: 0,
        sentences: 1,
        surfaceForms: 1,
        unseenEntities: 1,
        unseenByType: { LOC: 1 },
        unknownTokens: 1,
      },
    ]);
  });

  it('are tables for people and for programs', async () => {
    const words = statisticsTables(await report)
      .map(markdown)
      .join('\n');
    expect(words).toContain('| train |         4 |         2 |     17 |');
    expect(words).toContain('| Ada Lovelace |     5 |                 2 | O 3, PER 2 ');
    expect(words).toContain('3 of 3, the most ambiguous first.');
    expect(words).toMatch(/\| test\s+\| train \|\s+1 \|\s+50\.00 \|\s+1 \|\s+50\.00 \|\s+1 \|\s+50\.00 \|/);
    const rows = csv(statisticsCsv(await report)).split('\n');
    expect(rows).toContain('train,entitiesOfType,PER,2');
    expect(rows).toContain('test,overlap.unseenEntities,train,1');
    expect(rows).toContain('train:16,occurrences.O,May,3');
  });
});

describe('statistics of a file that is read in parts', () => {
  it('count lines and documents across the parts', async () => {
    const sentence = 'Ada B-PER\nsaw O\nBath B-LOC\n\n';
    const text = `${`-DOCSTART- O\n\n${sentence.repeat(2000)}`.repeat(20)}Ada O\n`;
    const { files, mostAmbiguous } = await corpusStatistics([await open('large', text)]);
    expect(files[0]).toMatchObject({ sentences: 40_001, documents: 20, repeatedSentences: 39_999 });
    const last = text.split('\n').length - 2;
    expect(mostAmbiguous[0]?.labels[1]).toEqual({ label: 'O', count: 1, file: 0, line: last });
  });

  it('refuse more files than they can compare', () => {
    const names = Array.from({ length: 31 }, String);
    expect(() => new StatisticsCollector(names)).toThrow('31 files are too many to compare');
  });
});

describe('a summary of lengths', () => {
  it('is that of the sorted list', () => {
    expect(
      summarise([
        [1, 90],
        [2, 5],
        [40, 5],
      ]),
    ).toEqual({ mean: 3, median: 1, p95: 2, longest: 40 });
    expect(summarise([])).toEqual({ mean: 0, median: 0, p95: 0, longest: 0 });
  });
});
