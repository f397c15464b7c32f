import assert from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { writeFile } from '../workspaceFiles';

describe('the language', () => {
  for (const name of ['a.conll', 'a.conll2003', 'a.iob', 'a.iob2', 'a.bio', 'a.bioes']) {
    it(`is CoNLL for ${name}`, async () => {
      const document = await vscode.workspace.openTextDocument(await writeFile(name, 'Oslo B-LOC\n'));
      assert.strictEqual(document.languageId, 'conll');
    });
  }

  it('is CoNLL for a file of any name whose first line is -DOCSTART-', async () => {
    const uri = await writeFile('eng.testa', '-DOCSTART- -X- -X- O\n\nOslo NNP I-NP B-LOC\n');
    assert.strictEqual((await vscode.workspace.openTextDocument(uri)).languageId, 'conll');
  });

  it('leaves other files alone', async () => {
    const uri = await writeFile('notes.txt', 'Oslo B-LOC\n-DOCSTART-\n');
    assert.notStrictEqual((await vscode.workspace.openTextDocument(uri)).languageId, 'conll');
  });
});
