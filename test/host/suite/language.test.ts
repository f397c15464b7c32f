import assert from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openFile, until, writeFile } from '../workspaceFiles';

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

  it('is coloured by column, whatever a document is: a file, new text, a version that is read-only', async () => {
    const text = '# seen\nOslo NNP B-LOC\n';
    const provider = vscode.workspace.registerTextDocumentContentProvider('conll-older', {
      provideTextDocumentContent: () => text,
    });
    const documents = await Promise.all([
      vscode.workspace.openTextDocument(await writeFile('coloured.conll', text)),
      vscode.workspace.openTextDocument({ language: 'conll', content: text }),
      vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'conll-older', path: '/coloured.conll' })),
    ]);
    for (const { uri } of documents) assert.deepStrictEqual(await coloursOf(uri), coloured, uri.toString());
    provider.dispose();
  });

  it('folds at the end of a file with more sentences than VS Code folds otherwise', async () => {
    const editor = await openFile('folds.conll', 'Ada B-PER\nLovelace I-PER\nran O\n\n'.repeat(5500));
    const { document } = editor;
    const first = document.lineCount - 5;
    editor.selection = new vscode.Selection(first, 0, first, 0);
    const hidden = new vscode.Position(first + 1, 0);
    await until('the last sentence to be folded', async () => {
      editor.revealRange(new vscode.Range(first, 0, first, 0), vscode.TextEditorRevealType.InCenter);
      await vscode.commands.executeCommand('editor.fold');
      const { visibleRanges } = editor;
      const reaches = visibleRanges.some(({ start, end }) => start.line <= first && first <= end.line);
      return reaches && !visibleRanges.some((range) => range.contains(hidden));
    });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(document.uri);
  });

  it('has hints as long as the server makes them, unlike other languages', () => {
    const ofLanguage = (languageId: string) =>
      vscode.workspace.getConfiguration('editor', { languageId }).get('inlayHints.maximumLength');
    assert.strictEqual(ofLanguage('conll'), 0);
    assert.strictEqual(ofLanguage('plaintext'), 43);
  });
});

const coloured = [
  [0, 0, 6, 'comment'],
  [1, 0, 4, 'conllEntity'],
  [0, 5, 3, 'conllColumn'],
  [0, 4, 2, 'conllPrefix'],
  [0, 2, 3, 'conllType'],
];

/** As VS Code has them: lines and characters from the token before, length, type. */
async function coloursOf(uri: vscode.Uri): Promise<unknown[][]> {
  const ask = <Answer>(what: string) =>
    vscode.commands.executeCommand<Answer>(`vscode.provideDocumentRangeSemanticTokens${what}`, uri, firstLines);
  const legend = await ask<vscode.SemanticTokensLegend>('Legend');
  const { data } = await ask<vscode.SemanticTokens>('');
  const found: unknown[][] = [];
  for (let at = 0; at < data.length; at += 5)
    found.push([data[at], data[at + 1], data[at + 2], legend.tokenTypes[data[at + 3] ?? -1]]);
  return found;
}

const firstLines = new vscode.Range(0, 0, 2, 0);
