import { describe, expect, it } from 'vitest';
import { parseTypeSet } from '../../src/dataset';

describe('parseTypeSet', () => {
  it.each([
    ['labels.txt', 'PER\nLOC: a place\n# a comment\n\nORG\tan organization\n'],
    [
      'types.json',
      '["PER", {"type": "LOC", "definition": "a place"}, {"type": "ORG", "definition": "an organization"}]',
    ],
  ])('reads %s', (file, text) => {
    expect(parseTypeSet(text, file)).toEqual([
      { type: 'PER' },
      { type: 'LOC', definition: 'a place' },
      { type: 'ORG', definition: 'an organization' },
    ]);
  });

  it('reads an object of definitions, with comments', () => {
    expect(parseTypeSet('{ // ours\n "PER": "a person",\n}', 'x.json')).toEqual([
      { type: 'PER', definition: 'a person' },
    ]);
  });

  it('makes types of the list of tags that other tools write', () => {
    expect(parseTypeSet('O\nB-PER\nI-PER\nB-LOC\nI-LOC\n', 'labels.txt')).toEqual([{ type: 'PER' }, { type: 'LOC' }]);
  });

  it.each([
    ['a.json', '["PER", 3]', 'a.json: 3 is no entity type'],
    ['a.json', '{\n"PER": \n', 'a.json, line 3: this is no JSON'],
    ['a.json', '["PER", "PER"]', 'PER stands in it twice'],
    ['a.txt', '\n-PER\n', 'a.txt, line 2: "-PER" is no entity type'],
    ['a.txt', '\n', 'there is no entity type in it'],
  ])('says of %s %j what is wrong', (file, text, message) => {
    expect(() => parseTypeSet(text, file)).toThrow(message);
  });
});
