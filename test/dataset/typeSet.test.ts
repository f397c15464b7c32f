import { describe, expect, it } from 'vitest';
import { applyEdits, offeredTypes, parseTypeSet, renameInJson, renameInTypeSet } from '../../src/dataset';

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

describe('renameInTypeSet', () => {
  const renamed = (text: string, file: string, type: string, newName: string) =>
    applyEdits(text, renameInTypeSet(text, file, type, newName));

  it.each([
    [
      'labels.txt',
      '\ufeff# ORG\r\n  ORG: a firm, no LOC\r\nLOC\ta place, not an ORG or ORG-like\r\n',
      '\ufeff# ORG\r\n  COMPANY: a firm, no LOC\r\nLOC\ta place, not an COMPANY or ORG-like\r\n',
    ],
    ['labels.txt', 'O\nB-ORG\nI-ORG\nB-LOC\n', 'O\nB-COMPANY\nI-COMPANY\nB-LOC\n'],
    ['a.json', '[ "ORG", // ours\n "LOC"]', '[ "COMPANY", // ours\n "LOC"]'],
    [
      'a.json',
      '[{"definition": "no ORG", "type": "LOC"},\n{"type": "ORG"}]',
      '[{"definition": "no COMPANY", "type": "LOC"},\n{"type": "COMPANY"}]',
    ],
    [
      'a.json',
      String.raw`{"ORG": "a firm:\nORG, \u00e9ORG, \\nORG, \"ORG\" or O\u0052G"}`,
      String.raw`{"COMPANY": "a firm:\nCOMPANY, \u00e9ORG, \\nORG, \"COMPANY\" or COMPANY"}`,
    ],
    ['a.json', '{\n  "ORG": "a firm",\n  "LOC": "b"\n}', '{\n  "COMPANY": "a firm",\n  "LOC": "b"\n}'],
  ])('changes the entry and what mentions it in %s, and nothing else', (file, text, expected) => {
    expect(renamed(text, file, 'ORG', 'COMPANY')).toBe(expected);
  });

  it.each([
    ['labels.txt', 'PER: a person\nPERSON: people\nLOC\n', 'PERSON: people\nLOC\n'],
    ['a.json', '["PER", "PERSON", "LOC"]', '["PERSON", "LOC"]'],
    ['a.json', '{"PER": "x", "PERSON": "y"}', '{"PERSON": "y"}'],
  ])('takes the entry away where the other one is there, in %s', (file, text, expected) => {
    expect(JSON.stringify(renamed(text, file, 'PER', 'PERSON')).replaceAll(' ', '')).toBe(
      JSON.stringify(expected).replaceAll(' ', ''),
    );
  });

  it('leaves words that are no mention, and a set that does not name the type', () => {
    expect(renamed('person: a person\n', 'labels.txt', 'person', 'human')).toBe('human: a person\n');
    expect(renameInTypeSet('LOC: no PER\n', 'labels.txt', 'PER', 'HUMAN')).toEqual([]);
  });

  it('refuses a name that the file cannot hold', () => {
    expect(() => renameInTypeSet('PER\n', 'labels.txt', 'PER', 'a:b')).toThrow('labels.txt has no way to write');
    expect(renamed('["PER"]', 'labels.json', 'PER', 'a:"b')).toBe('["a:\\"b"]');
  });
});

describe('renameInJson', () => {
  const settings = `{
  // Of the workspace.
  "settings": { "conllDistill.entityTypes": [{ "type": "SHIP", "definition": "any SHIP" }, { "type": "PORT" }], "other": "SHIP" },
}`;
  const within = ['settings', 'conllDistill.entityTypes'];
  const renamed = (newName: string, path = within) =>
    applyEdits(settings, renameInJson(settings, path, 'SHIP', newName));

  it('changes one part of a text and nothing else, comments and all', () => {
    expect(renamed('VESSEL')).toBe(
      settings.replace('"type": "SHIP", "definition": "any SHIP"', '"type": "VESSEL", "definition": "any VESSEL"'),
    );
    expect(renamed('VESSEL', ['conllDistill.entityTypes'])).toBe(settings);
    expect(renameInJson('[{ "type": "PORT", "definition": "no SHIP" }]', [], 'SHIP', 'VESSEL')).toEqual([]);
  });

  it('takes an entry away where the other one is there', () => {
    expect(renamed('PORT').replace(/\s/gu, '')).toContain(
      '"conllDistill.entityTypes":[{"type":"PORT"}],"other":"SHIP"',
    );
  });
});

describe('the types that may be given', () => {
  const set = [{ type: 'SHIP', definition: 'a ship' }, { type: 'PER' }];
  const names = (...[named, used]: Parameters<typeof offeredTypes>) =>
    offeredTypes(named, used).map(({ type }) => type);

  it('are those of the type set, in its order, whatever the file has, and then the others', () => {
    expect(offeredTypes(set, [])).toEqual(set);
    expect(names(set, ['PER', 'LOC', 'DATE'])).toEqual(['SHIP', 'PER', 'DATE', 'LOC']);
  });

  it('are learnt from a file without a type set', () => {
    expect(names(undefined, ['Disease', 'Chemical'])).toEqual(['Chemical', 'Disease']);
    expect(names(undefined, ['PER'])).toEqual(['LOC', 'MISC', 'ORG', 'PER']);
    expect(names(undefined, [])).toEqual(['LOC', 'MISC', 'ORG', 'PER']);
  });
});
