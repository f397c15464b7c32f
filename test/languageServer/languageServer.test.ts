import { afterEach, describe, expect, it } from 'vitest';
import { TestClient } from './testClient';

let client: TestClient | undefined;
afterEach(async () => {
  await client?.close();
  client = undefined;
});

async function open(...lines: string[]): Promise<TestClient> {
  client = await TestClient.open(lines.join('\n'));
  return client;
}

/** Sentences that make IOB2 the file's scheme beyond doubt. */
const clean = ['Ada B-PER', 'Lovelace I-PER', '', 'London B-LOC', 'Paris B-LOC', ''];

describe('the language server', () => {
  it('finds nothing wrong with a clean file', async () => {
    expect(await (await open(...clean)).diagnostics()).toEqual([]);
  });

  it('reports a line with too few columns', async () => {
    const editor = await open(...clean, 'lonely', 'and O', '');
    expect(await editor.diagnostics()).toMatchObject([
      {
        code: 'ragged-columns',
        severity: 1,
        range: { start: { line: 6, character: 0 }, end: { line: 6, character: 6 } },
      },
    ]);
  });

  it('reports a tag that is none', async () => {
    const editor = await open(...clean, 'Rome B_LOC', '');
    expect(await editor.diagnostics()).toMatchObject([
      {
        code: 'tag-syntax',
        message: expect.stringContaining('"B_LOC" is not a tag'),
        range: { start: { line: 6, character: 5 } },
      },
    ]);
  });

  it('reports an illegal sequence and fixes it, changing that tag only', async () => {
    const editor = await open(...clean, 'Grace \t I-PER\r', 'Hopper I-PER', '');
    const before = editor.text;
    const diagnostics = await editor.diagnostics();
    const illegal = diagnostics.filter(({ code }) => code === 'illegal-sequence');
    expect(illegal).toMatchObject([{ severity: 2, message: 'I-PER is not legal here in IOB2: expected B-PER.' }]);
    const actions = await editor.codeActions(illegal);
    expect(actions.map(({ title }) => title)).toEqual(['Change to B-PER', 'Fix all of this kind in the workspace…']);
    await editor.apply(actions[0]);
    expect(editor.text).toBe(before.replace('\t I-PER', '\t B-PER'));
    expect((await editor.diagnostics()).filter(({ code }) => code === 'illegal-sequence')).toEqual([]);
  });

  it('fixes all of a kind at once', async () => {
    const editor = await open(...clean, 'in O', 'Rome I-LOC', '', 'in O', 'Oslo I-LOC', '');
    const [first] = await editor.diagnostics();
    const actions = await editor.codeActions(first ? [first] : []);
    await editor.apply(await editor.resolve(actions.find(({ title }) => title === 'Fix all of this kind in the file')));
    expect(editor.text).toBe([...clean, 'in O', 'Rome B-LOC', '', 'in O', 'Oslo B-LOC', ''].join('\n'));
  });

  it('follows incremental changes', async () => {
    const editor = await open(...clean);
    await editor.diagnostics();
    await editor.change(
      { range: { start: { line: 1, character: 9 }, end: { line: 1, character: 10 } }, text: 'B' },
      { range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } }, text: 'X' },
    );
    expect(editor.text.split('\n').slice(0, 2)).toEqual(['Ada X-PER', 'Lovelace B-PER']);
    expect(await editor.diagnostics()).toMatchObject([{ code: 'tag-syntax', range: { start: { line: 0 } } }]);
  });

  it('says of plain prose that it is not CoNLL, and how to import it', async () => {
    const editor = await open('Once upon a time there was', 'a file that had no tags at all.', '');
    expect(await editor.diagnostics()).toMatchObject([
      { code: 'not-conll', message: expect.stringContaining('conll-distill import') },
    ]);
  });

  it('leaves an empty file in peace', async () => {
    expect(await (await open('', '')).diagnostics()).toEqual([]);
  });
});
