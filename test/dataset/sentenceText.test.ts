import { describe, expect, it } from 'vitest';
import { runningText } from '../../src/dataset/sentenceText';

const read = (sentence: string): string =>
  runningText(sentence.split(' '), [])
    .map(({ text }) => text)
    .join('');

describe('runningText', () => {
  it.each([
    ["She did n't go , he said .", "She didn't go, he said."],
    ['The bank -LRB- of Norway -RRB- raised it by 3 % !', 'The bank (of Norway) raised it by 3%!'],
    ['" Yes , " said Ann \'s dog .', '"Yes," said Ann\'s dog.'],
    ["`` Stop '' , they cried", '“Stop”, they cried'],
    ['[ Later ] it cost $ 5 ; no more', '[Later] it cost $5; no more'],
    ['東京 に 行く 。', '東京に行く。'],
    ['A', 'A'],
  ])('writes %s as people do', (tokens, text) => {
    expect(read(tokens)).toBe(text);
  });

  it('cuts at the entities, each with its type, the space outside', () => {
    const tokens = ['In', 'Oslo', ',', 'Ada', 'Lovelace', 'met', 'Bo'];
    const entities = [
      { type: 'LOC', start: 1, end: 2 },
      { type: 'PER', start: 3, end: 5 },
      { type: 'PER', start: 6, end: 7 },
    ];
    expect(runningText(tokens, entities)).toEqual([
      { text: 'In ' },
      { text: 'Oslo', type: 'LOC' },
      { text: ', ' },
      { text: 'Ada Lovelace', type: 'PER' },
      { text: ' met ' },
      { text: 'Bo', type: 'PER' },
    ]);
  });

  it('keeps two entities apart that touch', () => {
    const entities = [
      { type: 'ORG', start: 0, end: 1 },
      { type: 'PER', start: 1, end: 2 },
    ];
    expect(runningText(['Apple', 'Jobs'], entities)).toEqual([
      { text: 'Apple', type: 'ORG' },
      { text: ' ' },
      { text: 'Jobs', type: 'PER' },
    ]);
  });

  it('loses no character of ordinary tokens', () => {
    const tokens = ['a', '(', 'b', ')', '.', '"', 'c', '"', 'd'];
    expect(read(tokens.join(' ')).replaceAll(' ', '')).toBe(tokens.join(''));
  });
});
