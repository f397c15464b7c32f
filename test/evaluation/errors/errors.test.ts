import { describe, expect, it } from 'vitest';
import {
  alignEntities,
  confusionMatrix,
  countByKind,
  errorTable,
  frequentErrors,
  frequentErrorTable,
  listErrors,
  readEntities,
} from '../../../src/evaluation';
import { csv } from '../../../src/tables';

const tags = (text: string) => text.split('|').map((sentence) => sentence.trim().split(/\s+/));
const words = (text: string) => tags(text);

/** Each kind of error once, the first one twice. */
const sentences = words('Bank of England said | Paris Hilton won | New York Times | in May | so far | Bank of England');
const gold = tags('B-ORG I-ORG I-ORG O | B-PER I-PER O | B-ORG I-ORG I-ORG | O B-MISC | O O | B-ORG I-ORG I-ORG');
const predicted = tags('B-ORG O B-LOC O | B-LOC I-LOC O | O B-LOC I-LOC | O O | B-MISC O | B-ORG O B-LOC');
const pair = readEntities(gold, predicted);

describe('alignEntities', () => {
  const entity = (type: string, start: number, end: number) => ({ type, start, end });

  it('prefers the same tokens to the same type, and the same type to the larger overlap', () => {
    const [long, short] = [entity('ORG', 0, 3), entity('LOC', 3, 5)];
    expect(alignEntities([long, short], [entity('LOC', 0, 3), entity('ORG', 3, 5)])).toEqual([
      { gold: long, predicted: entity('LOC', 0, 3) },
      { gold: short, predicted: entity('ORG', 3, 5) },
    ]);
    expect(alignEntities([entity('ORG', 0, 4)], [entity('LOC', 0, 3), entity('ORG', 3, 4)])).toEqual([
      { gold: entity('ORG', 0, 4), predicted: entity('ORG', 3, 4) },
      { predicted: entity('LOC', 0, 3) },
    ]);
  });

  it('takes the larger overlap, then the leftmost, and each entity once', () => {
    const wanted = entity('ORG', 1, 6);
    const found = [entity('ORG', 0, 2), entity('ORG', 2, 4), entity('ORG', 4, 6)];
    expect(alignEntities([wanted], found)).toEqual([
      { predicted: found[0] },
      { gold: wanted, predicted: found[1] },
      { predicted: found[2] },
    ]);
    expect(alignEntities([], [])).toEqual([]);
  });
});

describe('listErrors', () => {
  const errors = listErrors(pair);

  it('names each by its kind, in the order of the text', () => {
    expect(errors.map(({ kind, sentence }) => `${sentence} ${kind}`)).toEqual([
      '0 boundary',
      '0 spurious',
      '1 type',
      '2 both',
      '3 missed',
      '4 spurious',
      '5 boundary',
      '5 spurious',
    ]);
    expect(countByKind(errors)).toEqual({ boundary: 2, type: 1, both: 1, missed: 1, spurious: 3 });
    expect(listErrors(readEntities(gold, gold))).toEqual([]);
  });

  it('puts the same words and types together, the most frequent first', () => {
    const frequent = frequentErrors(errors, sentences);
    expect(frequent[0]).toEqual({
      kind: 'boundary',
      gold: { text: 'Bank of England', type: 'ORG' },
      predicted: { text: 'Bank', type: 'ORG' },
      occurrences: [errors[0], errors[6]],
    });
    expect(frequent.map(({ occurrences }) => occurrences.length)).toEqual([2, 2, 1, 1, 1, 1]);
    const lineOf = (sentence: number, token: number) => 10 * sentence + token + 1;
    expect(csv(frequentErrorTable(frequent, lineOf)).split('\n')[1]).toBe(
      '2,boundary,Bank of England,ORG,Bank,ORG,"1, 51"',
    );
  });

  it('names the line of each in a table', () => {
    const table = errorTable(errors, sentences, (sentence, token) => 100 * sentence + token + 1);
    expect(csv(table).split('\n').slice(1, 6)).toEqual([
      '1,boundary,Bank of England,ORG,Bank,ORG',
      '3,spurious,,,England,LOC',
      '101,type,Paris Hilton,PER,Paris Hilton,LOC',
      '201,both,New York Times,ORG,York Times,LOC',
      '302,missed,May,MISC,,',
    ]);
    expect(table.note).toBe('8 errors: boundary 2, type 1, both 1, missed 1, spurious 3');
  });
});

describe('confusionMatrix', () => {
  it('counts gold by row and predictions by column, missed and spurious at the end', () => {
    const { types, counts } = confusionMatrix(pair);
    expect(types).toEqual(['LOC', 'MISC', 'ORG', 'PER']);
    expect(counts).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 1],
      [1, 0, 2, 0, 0],
      [1, 0, 0, 0, 0],
      [2, 1, 0, 0, 0],
    ]);
  });

  it('is of one cell without entities', () => {
    expect(confusionMatrix({ gold: [[]], predicted: [[]] })).toEqual({ types: [], counts: [[0]] });
  });
});
