import assert from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { openFile, until, writeFile } from '../workspaceFiles';

/** Of 4 lines each: more lines than VS Code tokenises (300,000). */
const SENTENCES = 100_000;
const LAST = 'Last NNP I-NP B-PER\nline NNP I-NP I-LOC\nends VBZ I-VP O\n';

describe('a file with more lines than VS Code tokenises', () => {
  it('is edited while it is checked, and checked to its end', async () => {
    const sentences = Array.from(
      { length: SENTENCES },
      (_, n) => `Sentence${n} NNP I-NP O\nabout VBD I-VP O\nOslo NNP I-NP B-LOC\n\n`,
    );
    const editor = await openFile('large.conll', sentences.join('') + LAST);
    const { document } = editor;
    assert.strictEqual(document.languageId, 'conll');
    const end = document.lineAt(2).range.end;
    editor.selection = new vscode.Selection(end, end);
    const type = (text: string) => vscode.commands.executeCommand('type', { text });
    for (const key of 'XYZ') await type(key);
    const messagesAt = (line: number) =>
      vscode.languages
        .getDiagnostics(document.uri)
        .flatMap(({ range, message }) => (range.start.line === line ? message : []));
    const last = document.lineCount - 3;
    await until(
      'the last line to be checked',
      () => messagesAt(last).some((message) => message.includes('I-LOC is not legal')),
      60_000,
    );
    await until('what was typed to be checked', () => messagesAt(2).some((message) => message.includes('LOCXYZ')));
    for (const key of 'ABC') await type(key);
    await until('the next keys to be checked', () => messagesAt(2).some((message) => message.includes('LOCXYZABC')));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    // What other tests do to the whole workspace would take minutes with it.
    await vscode.workspace.fs.delete(document.uri);
  });
});

describe('a long file, of which the language server is told late', () => {
  it('is checked as it was edited before', async () => {
    const uri = await writeFile('long.conll', `${'Ada NNP I-NP B-PER\nran VBD I-VP O\n\n'.repeat(1500)}${LAST}`);
    // No tab of it is needed: edits of a whole workspace have none.
    const document = await vscode.workspace.openTextDocument(uri);
    const insertAbove = async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, new vscode.Position(0, 0), 'Oslo NNP I-NP B-LOC\n\n');
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    const illegalAt = () =>
      vscode.languages
        .getDiagnostics(uri)
        .flatMap(({ range, message }) => (message.includes('I-LOC is not legal') ? range.start.line : []));
    const isAtLastLine = () => illegalAt().length === 1 && illegalAt()[0] === document.lineCount - 3;
    await insertAbove();
    assert.deepStrictEqual(vscode.languages.getDiagnostics(uri), [], 'the server was told before');
    await until('the edited file to be checked', isAtLastLine);
    await insertAbove();
    await until('the next edit to be checked', isAtLastLine);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(uri);
  });
});
