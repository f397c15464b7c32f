import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { TestClient } from './testClient';

let client: TestClient | undefined;
let folder: string | undefined;
afterEach(async () => {
  await client?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
  client = folder = undefined;
});

/** Writes files into a folder of their own and opens one of them in it. */
async function openIn(files: Readonly<Record<string, string>>, opened: string, more: object = {}): Promise<TestClient> {
  folder = await mkdtemp(path.join(tmpdir(), 'conll-lint-'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  client = await TestClient.open(files[opened] ?? '', uriOf(opened), {
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'data' }],
    ...more,
  });
  return client;
}

function uriOf(name: string): string {
  return pathToFileURL(path.join(folder ?? '', name)).href;
}

const codes = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

const clean = 'In O\nOslo B-LOC\nit O\nrained O\n\nAda B-PER\nLovelace I-PER\nran O\n\n';
const slips = `${clean}Bo I-PER\nsat O\n\n`;

describe('rules in an editor', () => {
  it('have the severity that was set at the start, and one that is set later', async () => {
    const initializationOptions = { lint: { rules: { 'illegal-sequence': 'error', 'rare-type': 'loud' } } };
    const editor = await openIn({ 'a.conll': slips }, 'a.conll', { initializationOptions });
    expect(await editor.diagnostics()).toMatchObject([{ code: 'illegal-sequence', severity: 1 }]);
    const later = editor.diagnostics();
    await editor.configure({ conllDistill: { lint: { rules: { 'illegal-sequence': 'off' } } } });
    expect(await later).toEqual([]);
  });

  it('ask editors that answer for the settings of each file', async () => {
    const editor = await openIn({ 'a.conll': slips }, 'a.conll', {
      capabilities: { workspace: { configuration: true } },
    });
    // Nothing is answered yet but what the client's default is: no settings.
    expect(await editor.diagnostics()).toMatchObject([{ severity: 2 }]);
    editor.settings = { lint: { rules: { 'illegal-sequence': 'hint' } } };
    const later = editor.diagnostics();
    await editor.configure(null);
    expect(await later).toMatchObject([{ severity: 4 }]);
  });

  it('link to their documentation', async () => {
    const editor = await openIn({ 'a.conll': slips }, 'a.conll');
    const [problem] = await editor.diagnostics();
    expect(problem?.codeDescription?.href).toMatch(/docs\/rules\.md#L\d+$/);
  });
});

describe('the type set', () => {
  const text = `${clean}Bo B-PRE\nsat O\n\n`;

  it('stands beside the file, and is followed as it changes', async () => {
    const editor = await openIn({ 'a.conll': text, 'labels.txt': 'PER\nLOC: a place\n' }, 'a.conll');
    expect(await editor.diagnostics()).toMatchObject([
      { code: 'unknown-type', message: 'PRE is not in the type set (PER, LOC). Did you mean PER?' },
    ]);
    const later = editor.diagnostics();
    await writeFile(path.join(folder ?? '', 'labels.txt'), 'PER\nLOC\nPRE\n');
    await editor.changedOnDisk(uriOf('labels.txt'));
    expect(await later).toEqual([]);
  });

  it('may be JSON; a setting goes before it', async () => {
    const files = { 'a.conll': text, 'labels.json': '{ "PRE": "a prefix", "LOC": "a place", "PER": "a person" }' };
    expect(await (await openIn(files, 'a.conll')).diagnostics()).toEqual([]);
    await client?.close();
    const initializationOptions = { entityTypes: ['PER', { type: 'LOC', definition: 'a place' }] };
    const editor = await openIn(files, 'a.conll', { initializationOptions });
    expect(codes(await editor.diagnostics())).toEqual(['unknown-type']);
  });

  it('that is not to be understood is said at its line, and the file is checked without it', async () => {
    const editor = await openIn({ 'a.conll': text, 'labels.txt': 'PER\n-\n' }, 'a.conll');
    const wrong = editor.diagnosticsOf('labels.txt');
    expect(await editor.diagnostics()).toEqual([]);
    expect(await wrong).toMatchObject([
      { code: 'type-set', range: { start: { line: 1 } }, message: expect.stringContaining('"-" is no entity type') },
    ]);
  });
});

describe('sentences in train and dev', () => {
  const shared = 'We O\nsaw O\nAda B-PER\nin O\nrain O\n\n';

  it('are found in closed and open files, and no longer when they are changed there', async () => {
    const editor = await openIn(
      { 'train.conll': clean + shared, 'dev.conll': shared, 'eng.testb': 'x O\n' },
      'train.conll',
    );
    expect(await editor.diagnostics()).toMatchObject([
      {
        code: 'train-test-overlap',
        range: { start: { line: 9 } },
        relatedInformation: [{ location: { uri: uriOf('dev.conll') } }],
      },
    ]);
    // Now dev is open, with another sentence than on disk.
    const later = editor.diagnosticsWhen((diagnostics) => diagnostics.length === 0);
    await editor.openAnother(uriOf('dev.conll'), shared.replace('rain', 'snow'));
    expect(await later).toEqual([]);
  });
});

describe('fixing all', () => {
  it('of a kind in the workspace, open or not, each edit to be confirmed', async () => {
    const editor = await openIn({ 'a.conll': slips, 'b.conll': `${slips}${slips}`, 'c.conll': clean }, 'a.conll');
    const [slip] = await editor.diagnostics();
    const actions = await editor.codeActions(slip ? [slip] : []);
    const all = await editor.resolve(actions.find(({ title }) => title === 'Fix all of this kind in the workspace…'));
    expect(all.edit?.changeAnnotations).toEqual({
      'illegal-sequence': { label: 'Fix illegal-sequence', needsConfirmation: true },
    });
    expect(all.edit?.documentChanges).toMatchObject([
      {
        textDocument: { uri: uriOf('a.conll'), version: 1 },
        edits: [{ newText: 'B-PER', annotationId: 'illegal-sequence' }],
      },
      { textDocument: { uri: uriOf('b.conll'), version: null }, edits: [{ newText: 'B-PER' }, { newText: 'B-PER' }] },
    ]);
  });

  it('says which files are too large for it', async () => {
    const editor = await openIn({ 'a.conll': slips, 'b.conll': slips }, 'a.conll');
    await truncate(fileURLToPath(uriOf('b.conll')), 50 * 1024 * 1024 + 1);
    const [slip] = await editor.diagnostics();
    const actions = await editor.codeActions(slip ? [slip] : []);
    await editor.resolve(actions.find(({ title }) => title === 'Fix all of this kind in the workspace…'));
    expect(editor.messages).toEqual([expect.stringMatching(/nothing is fixed there: .*b\.conll\./)]);
  });

  it('takes in the document in which it was chosen, also where that is no file', async () => {
    await openIn({ 'a.conll': slips, 'b.conll': slips }, 'a.conll');
    await client?.close();
    const workspaceFolders = [{ uri: pathToFileURL(folder ?? '').href, name: 'data' }];
    client = await TestClient.open(slips, 'memfs:/c.conll', { workspaceFolders });
    const [slip] = await client.diagnostics();
    const actions = await client.codeActions(slip ? [slip] : []);
    const all = await client.resolve(actions.find(({ title }) => title === 'Fix all of this kind in the workspace…'));
    expect(all.edit?.documentChanges).toMatchObject([
      { textDocument: { uri: uriOf('a.conll') } },
      { textDocument: { uri: uriOf('b.conll') } },
      { textDocument: { uri: 'memfs:/c.conll', version: 1 } },
    ]);
  });

  it('refuses to fix a file that has changed since', async () => {
    const editor = await openIn({ 'a.conll': `${slips}${slips}` }, 'a.conll');
    const [slip] = await editor.diagnostics();
    const actions = await editor.codeActions(slip ? [slip] : []);
    await editor.change({ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'x' });
    const chosen = actions.find(({ title }) => title === 'Fix all of this kind in the file');
    await expect(editor.resolve(chosen)).rejects.toThrow('The file has changed since');
  });

  it('that is safe, as when a file is saved, leaves alone what needs a look', async () => {
    const text = `${clean}Bo i_per\nsat\tO\n" B-PER\nOle I-PER\n\n`;
    const editor = await openIn({ 'a.conll': text }, 'a.conll');
    await editor.diagnostics();
    const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [action] = await editor.actionsAt(nowhere, 'source.fixAll');
    await editor.apply(action);
    // A tag that is one now may be illegal where it stands: that is for the next time.
    expect(editor.text).toBe(`${clean}Bo I-PER\nsat O\n" B-PER\nOle I-PER\n\n`);
    const [again] = await editor.actionsAt(nowhere, 'source.fixAll');
    await editor.apply(again);
    expect(editor.text).toBe(`${clean}Bo B-PER\nsat O\n" B-PER\nOle I-PER\n\n`);
    expect(await editor.actionsAt(nowhere, 'source.fixAll')).toEqual([]);
    expect(codes(await editor.diagnostics())).toEqual(['punctuation-edge']);
  });
});

describe('a long file', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is checked with progress that is seen', async () => {
    // As on a slow machine: each look at the clock finds it some milliseconds later.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 5;
      return now;
    });
    const sentences = Array.from({ length: 40_000 }, (_, n) => `Sentence${n} O\nabout O\nOslo B-LOC\n\n`);
    const capabilities = { window: { workDoneProgress: true } };
    const editor = await TestClient.open(`${sentences.join('')}Bo I-PER\n\n`, undefined, { capabilities });
    expect(codes(await editor.diagnostics())).toContain('illegal-sequence');
    const { progress } = editor;
    await expect.poll(() => progress.at(-1)?.kind).toBe('end');
    expect(progress[0]).toMatchObject({ kind: 'begin', title: 'Checking CoNLL file' });
    const shares = progress.flatMap((each) => ('percentage' in each ? (each.percentage ?? []) : []));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  }, 60_000);
});
