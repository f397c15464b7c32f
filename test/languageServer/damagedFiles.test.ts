import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { TestClient } from './testClient';

const clean = 'Ada B-PER\nLovelace I-PER\nwrote O\n. O\n\nIn O\nOslo B-LOC\nit O\nrained O\n\n'.repeat(5);
/** Lines with a space inside a token, a malformed tag, no tag. */
const damaged = 'In O\nNew York B-LOC\nBo B_PER\nOle I-PER\nlonely\n\n';
const first = clean.split('\n').length - 1;

let client: TestClient;
afterEach(() => client.close());

const point = (line: number, character = 0) => ({ start: { line, character }, end: { line, character } });
const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);
/** The lines that differ from those of the text before. */
const changedLines = (before: string) => {
  const lines = before.split('\n');
  return client.text.split('\n').flatMap((line, at) => (line === lines[at] ? [] : [line]));
};

describe('in a file with lines that are damaged', () => {
  it('labelling writes over nothing but tags, and is not offered where it would', async () => {
    const text = clean + damaged;
    client = await TestClient.open(text);
    const label = (line: number) => client.actionsAt(point(line), 'refactor.rewrite.label');
    expect(titles(await label(first + 1))).toEqual([]);
    expect(titles(await label(first + 2))).toEqual([]);
    await client.apply((await label(first)).find(({ title }) => title === 'Label “In” as LOC'));
    expect(changedLines(text)).toEqual(['In B-LOC']);
  });

  it('all other actions are offered though one has no place', async () => {
    client = await TestClient.open(`${'a b O\n\n'.repeat(20)}c d O\nlonely\n`);
    const line = 41;
    expect(titles(await client.actionsAt(point(line), 'refactor'))).toEqual(['Split the sentence before “lonely”']);
  });

  it('converting the scheme leaves what is no tag', async () => {
    const text = clean + damaged;
    client = await TestClient.open(text);
    const actions = await client.actionsAt(point(0), 'refactor.rewrite.scheme');
    await client.apply(actions.find(({ title }) => title === 'Convert all tags from IOB2 to BIOES'));
    expect(client.text.slice(client.text.lastIndexOf('In O\nNew'))).toBe(damaged.replace('Ole I-PER', 'Ole S-PER'));
  });

  it('so do files in which many tags are malformed', async () => {
    client = await TestClient.open('Ada B-PER\nBo B_PER\nran o\n');
    const actions = await client.actionsAt(point(0), 'refactor.rewrite.scheme');
    await client.apply(actions.find(({ title }) => title === 'Convert all tags from IOB2 to IOB1'));
    expect(client.text).toBe('Ada I-PER\nBo B_PER\nran o\n');
  });

  it('what is safe to fix is a tag in the place of tags', async () => {
    const text = `${clean}Juan o Pedro O\nran o\n\n`;
    client = await TestClient.open(text);
    const [fix] = await client.actionsAt(point(0), 'source.fixAll');
    await client.apply(fix);
    expect(changedLines(text)).toEqual(['ran O']);
  });

  it('a tag that may go on from the sentence above is not changed without being asked', async () => {
    const text = `${clean}Bo B-PER\n\nOle I-PER\n\nwent O\nAda I-PER\n\n`;
    client = await TestClient.open(text);
    const [fix] = await client.actionsAt(point(0), 'source.fixAll');
    await client.apply(fix);
    expect(changedLines(text)).toEqual(['Ada B-PER']);
  });
});

describe('several occurrences in one sentence', () => {
  const labelAll = async (text: string) => {
    client = await TestClient.open(text);
    const [inFile] = await client.actionsAt(point(0), 'refactor.rewrite.labelAll');
    await client.apply(inFile);
    return client.text;
  };

  it('stay two where they stand side by side', async () => {
    const iob1 = 'Bath I-LOC\n\nAda I-PER\nBo B-PER\n\n';
    expect(await labelAll(`${iob1}Bath O\nBath O\n`)).toBe(`${iob1}Bath I-LOC\nBath B-LOC\n`);
  });

  it('that overlap are labelled from the left', async () => {
    const text = 'New B-LOC\nNew I-LOC\n\n';
    expect(await labelAll(`${text}New O\nNew O\nNew O\n`)).toBe(`${text}New B-LOC\nNew I-LOC\nNew O\n`);
  });

  it('keep what stands between them', async () => {
    expect(await labelAll('Bath B-LOC\n\nBath O\nx B_PER\nBath O\n')).toBe(
      'Bath B-LOC\n\nBath B-LOC\nx B_PER\nBath B-LOC\n',
    );
  });
});

describe('a file with two columns of tags', () => {
  it('is converted in both', async () => {
    client = await TestClient.open('Ada B-PER B-PER\nLovelace I-PER O\n\nBath B-LOC B-LOC\n');
    const actions = await client.actionsAt(point(0), 'refactor.rewrite.scheme');
    await client.apply(actions.find(({ title }) => title === 'Convert the tags of 2 columns to BIOES'));
    expect(client.text).toBe('Ada B-PER S-PER\nLovelace E-PER O\n\nBath S-LOC S-LOC\n');
  });

  it('is converted to the scheme that one of them has', async () => {
    client = await TestClient.open('Ada B-PER B-PER\nLovelace I-PER E-PER\n\nBath B-LOC S-LOC\n');
    const actions = await client.actionsAt(point(0), 'refactor.rewrite.scheme');
    await client.apply(actions.find(({ title }) => title === 'Convert the tags of 2 columns to BIOES'));
    expect(client.text).toBe('Ada B-PER B-PER\nLovelace E-PER E-PER\n\nBath S-LOC S-LOC\n');
  });

  it('is split with both kept legal', async () => {
    client = await TestClient.open('Bo B-PER B-PER\nOle I-PER I-PER\nran O O\n');
    const [split] = await client.actionsAt(point(1), 'refactor.rewrite.sentence');
    await client.apply(split);
    expect(client.text).toBe('Bo B-PER B-PER\n\nOle B-PER B-PER\nran O O\n');
  });
});
