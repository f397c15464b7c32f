import { afterEach, describe, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TestClient } from './testClient';

const uri = 'file:///data/train.conll';
const clean = 'In O\nOslo B-LOC\nit O\nrained O\n\n';
const text = `${clean.repeat(3)}Oslo O\n\nBo I-PER\nsat O\n`;

let client: TestClient | undefined;
afterEach(async () => {
  await client?.close();
  client = undefined;
});

/** What every kind of edit comes as, to an editor that can do so much with edits. */
async function editsFor(workspaceEdit: object | undefined): Promise<(WorkspaceEdit | undefined)[]> {
  client = await TestClient.open(text, uri, { capabilities: workspaceEdit ? { workspace: { workspaceEdit } } : {} });
  const [slip] = (await client.diagnostics()).filter(({ code }) => code === 'illegal-sequence');
  const fixes = await client.codeActions(slip ? [slip] : []);
  const fixAll = fixes.find(({ title }) => title === 'Fix all of this kind in the workspace…');
  const oslo = { line: 1, character: 1 };
  const [labelAll] = await client.actionsAt({ start: oslo, end: oslo }, 'refactor.rewrite.labelAll');
  const rename = await client.request<WorkspaceEdit>('rename', { position: { line: 17, character: 4 }, newName: 'X' });
  return [fixes[0]?.edit, (await client.resolve(fixAll)).edit, labelAll?.edit, rename];
}

const edit = (line: number, start: number, end: number, newText: string) => ({
  range: { start: { line, character: start }, end: { line, character: end } },
  newText,
});
const plain = [edit(17, 3, 8, 'B-PER'), edit(17, 3, 8, 'B-PER'), edit(15, 5, 6, 'B-LOC'), edit(17, 3, 8, 'I-X')];

describe('an edit', () => {
  it('has annotations for an editor that knows them', async () => {
    const edits = await editsFor({ documentChanges: true, changeAnnotationSupport: {} });
    expect(edits.map((each) => Object.keys(each?.changeAnnotations ?? {}))).toEqual([
      [],
      ['illegal-sequence'],
      ['untagged', 'other'],
      [],
    ]);
  });

  it('has none for an editor that does not, which can still check the version', async () => {
    const edits = await editsFor({ documentChanges: true });
    const textDocument = { uri, version: 1 };
    expect(edits).toEqual(plain.map((each) => ({ documentChanges: [{ textDocument, edits: [each] }] })));
  });

  it('is one of texts by URI for an editor that knows nothing else', async () => {
    const expected = plain.map((each) => ({ changes: { [uri]: [each] } }));
    expect(await editsFor({})).toEqual(expected);
    await client?.close();
    expect(await editsFor(undefined)).toEqual(expected);
  });
});
