import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TestClient } from './testClient';

let folder: string;
let client: TestClient;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-meanwhile-'));
});
afterEach(async () => {
  await client.close();
  await rm(folder, { recursive: true });
});

/** Opens a file that comes before some others on disk. */
async function open(text: string, others: readonly string[] = []): Promise<void> {
  for (const [index, other] of others.entries()) await writeFile(path.join(folder, `z${index}.conll`), other);
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'data' }];
  client = await TestClient.open(text, pathToFileURL(path.join(folder, 'a.conll')).href, { workspaceFolders });
}

const start = { line: 0, character: 0 };
const nowhere = { start, end: start };
/** Moves all lines down by one. */
const above = { range: nowhere, text: 'New O\n' };

const clean = 'In O\nOslo B-LOC\nit O\n\n';
const slip = 'Bo I-PER\nsat O\n\n';
const long = clean.repeat(6000) + slip.repeat(2000);

function changeOf(edit: WorkspaceEdit | undefined): TextDocumentEdit {
  const change = edit?.documentChanges?.find((each) => 'edits' in each && each.textDocument.uri.endsWith('/a.conll'));
  if (!change || !('edits' in change)) throw new Error('a.conll is not edited');
  return change;
}

describe('a document that is changed while edits of it are made', () => {
  it('has all fixed that is safe to fix as it stands then', async () => {
    await open(long);
    await client.diagnostics();
    const asked = client.actionsAt(nowhere, 'source.fixAll');
    await client.change(above);
    const [action] = await asked;
    await client.apply(action);
    expect(client.text).toBe(above.text + long.replaceAll('Bo I-PER', 'Bo B-PER'));
  }, 60_000);

  it('is not fixed by an action that was offered for it as it was', async () => {
    await open(long);
    const found = await client.diagnostics();
    const actions = await client.codeActions(found.slice(0, 1));
    const chosen = client.resolve(actions.find(({ title }) => title === 'Fix all of this kind in the file'));
    const refused = expect(chosen).rejects.toThrow('The file has changed since');
    await client.change(above);
    await refused;
  }, 60_000);

  it('is fixed with the rest of the workspace as it stands in the end', async () => {
    await open(
      clean.repeat(5) + slip.repeat(2),
      Array.from({ length: 20 }, () => clean.repeat(500) + slip),
    );
    const found = await client.diagnostics();
    const actions = await client.codeActions(found.slice(0, 1));
    // The list of files is known from here on.
    await client.request('hover', { position: { line: 1, character: 1 } });
    const chosen = client.resolve(actions.find(({ title }) => title === 'Fix all of this kind in the workspace…'));
    await client.change(above);
    const change = changeOf((await chosen).edit);
    expect(change.textDocument.version).toBe(2);
    expect(change.edits.map(({ range }) => range.start.line)).toEqual([21, 24]);
  });

  it('is labelled, and has its type renamed, as it stands in the end', async () => {
    await open(
      `${clean}Oslo O\n\n`,
      Array.from({ length: 20 }, () => clean.repeat(50)),
    );
    const at = { line: 1, character: 1 };
    const range = { start: at, end: at };
    await client.request('hover', { position: at });
    const context = { diagnostics: [], only: ['refactor.rewrite.labelAll'] };
    const actions = await client.request<CodeAction[]>('codeAction', { range, context });
    const labelled = client.resolve(actions[1]);
    await client.change(above);
    const change = changeOf((await labelled).edit);
    expect(change.textDocument.version).toBe(2);
    expect(change.edits.map((edit) => edit.range.start.line)).toEqual([5]);

    const position = { line: 2, character: 7 };
    const renamed = client.request<WorkspaceEdit>('rename', { position, newName: 'PLACE' });
    await client.change(above);
    const rename = changeOf(await renamed);
    expect(rename.textDocument.version).toBe(3);
    expect(rename.edits.map((edit) => edit.range.start.line)).toEqual([3]);
  });

  it('has that labelled which the action names', async () => {
    await open('In O\nOslo O\nit O\n\nUlm B-LOC\n\n');
    const at = { line: 1, character: 1 };
    const asked = client.actionsAt({ start: at, end: at }, 'refactor.rewrite.label');
    await client.change(above);
    const action = (await asked).find(({ title }) => title.endsWith('as LOC'));
    await client.apply(action);
    const [, word] = /“(.*)”/u.exec(action?.title ?? '') ?? [];
    expect(client.text).toContain(`\n${word} B-LOC\n`);
  });
});
