import assert from 'node:assert';
import { createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { UserAnswers } from '../userAnswers';
import { openFile, until, workspaceFolder, writeFile } from '../workspaceFiles';

const folder = vscode.Uri.joinPath(workspaceFolder(), 'sets');
const at = (name: string) => vscode.Uri.joinPath(folder, name);
const textOf = async (name: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(at(name)));
const sentences = (text: string) =>
  text
    .replaceAll(/-DOCSTART-.*/g, '')
    .split(/\n\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
const DOCUMENTS = Array.from(
  { length: 20 },
  (_, index) => `-DOCSTART- O\n\n# ${index}\nAda${index} B-PER\nran O\n\nin O\nBath${index} B-LOC\n`,
).join('\n');

describe('commands on data sets', () => {
  let user: UserAnswers;

  beforeEach(() => {
    user = new UserAnswers();
  });

  afterEach(async () => {
    user.restore();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder.fsPath, { recursive: true, force: true });
  });

  it('split by document into files beside the old one, and ask before files are replaced', async () => {
    await openFile('sets/all.conll', DOCUMENTS);
    user.chosen.push(/^80 \/ 10 \/ 10$/, /^By Document$/);
    user.typed.push('7');
    await vscode.commands.executeCommand('conll.splitFile');
    const parts = await Promise.all(['train', 'dev', 'test'].map((name) => textOf(`all.${name}.conll`)));
    assert.deepStrictEqual(
      parts.map((part) => sentences(part).length),
      [32, 4, 4],
    );
    assert.deepStrictEqual(parts.flatMap(sentences).sort(), sentences(DOCUMENTS).sort());
    assert.match(user.messages.at(-1) ?? '', /^all\.train\.conll: 32 sentences, all\.dev\.conll: 4 sentences/);
    user.chosen.push(/^Other Sizes…$/, /^By Sentence$/);
    user.typed.push('20/10', '7');
    await vscode.commands.executeCommand('conll.splitFile', at('all.conll'));
    assert.match(user.messages.at(-1) ?? '', /all\.train\.conll, .*all\.test\.conll are there already/);
    assert.strictEqual(await textOf('all.train.conll'), parts[0]);
    user.pressed.add('Replace');
    user.chosen.push(/^Other Sizes…$/, /^By Sentence$/);
    user.typed.push('20/10', '7');
    await vscode.commands.executeCommand('conll.splitFile', at('all.conll'));
    assert.strictEqual(sentences(await textOf('all.train.conll')).length, 20);
    assert.match(user.messages.at(-1) ?? '', /10 sentences are in none of them\.$/);
  });

  it('sample and shuffle what stands in the editor, saved or not', async () => {
    const editor = await openFile('sets/open.conll', 'a O\n\nb O\n');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'new O\n\n'));
    user.typed.push('3', '1');
    user.chosen.push(/^By Chance$/);
    await vscode.commands.executeCommand('conll.sampleFile');
    assert.strictEqual(await textOf('open.sample-3.conll'), 'new O\n\na O\n\nb O\n');
    user.typed.push('2');
    await vscode.commands.executeCommand('conll.shuffleFile', at('open.conll'));
    assert.deepStrictEqual(sentences(await textOf('open.shuffled.conll')).sort(), ['a O', 'b O', 'new O']);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('remove duplicates as one edit that one undo takes back', async () => {
    const text = '# one\r\na O\r\n\r\nb O\r\n\r\na O\r\n\r\na B-X\r\n\r\nb O\r\n';
    const { document } = await openFile('sets/twice.conll', text);
    user.chosen.push(/^Keep Them$/);
    await vscode.commands.executeCommand('conll.removeDuplicates');
    assert.strictEqual(document.getText(), '# one\r\na O\r\n\r\nb O\r\n\r\na B-X\r\n\r\n');
    assert.match(user.messages.at(-1) ?? '', /^2 of 5 sentences removed\. 1 have the same tokens .* lines 8\.$/);
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), text);
    user.chosen.push(/^Remove Them Too$/);
    await vscode.commands.executeCommand('conll.removeDuplicates', at('twice.conll'));
    assert.strictEqual(document.getText(), '# one\r\na O\r\n\r\nb O\r\n\r\n');
    await vscode.commands.executeCommand('undo');
    await document.save();
  });

  it('merge files that fit together, and name what does not', async () => {
    const uris = [
      await writeFile('sets/2.conll', 'b O\n'),
      await writeFile('sets/1.conll', 'a O'),
      await writeFile('sets/10.conll', 'c X O\n'),
    ];
    user.paths.push(at('merged.conll'));
    await vscode.commands.executeCommand('conll.mergeFiles', uris[0], uris.slice(0, 2));
    assert.strictEqual(await textOf('merged.conll'), 'a O\n\nb O\n');
    user.paths.push(at('no.conll'));
    await vscode.commands.executeCommand('conll.mergeFiles', uris[0], uris);
    assert.strictEqual(user.messages.at(-1), 'The files do not fit together.');
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(at('no.conll'))));
    user.paths.push(at('1.conll'));
    await vscode.commands.executeCommand('conll.mergeFiles', uris[0], uris.slice(0, 2));
    assert.match(user.messages.at(-1) ?? '', /1\.conll is one of the files that are merged/);
  });

  it('work from disk on files of more than 50 MB, and say so', async function () {
    this.timeout(240_000);
    await writeFile('sets/small.conll', 'a O\n');
    const blocks = function* () {
      for (let block = 0; block < 540; block++) yield `a${block} B-PER\n${'b O\n'.repeat(24)}\n`.repeat(960);
    };
    await pipeline(Readable.from(blocks()), createWriteStream(path.join(folder.fsPath, 'large.conll')));
    const { size } = await vscode.workspace.fs.stat(at('large.conll'));
    assert.ok(size > 50 * 1024 * 1024, `only ${size} bytes`);
    await vscode.commands.executeCommand('conll.removeDuplicates', at('large.conll'));
    assert.match(
      user.messages.at(-1) ?? '',
      /sentences removed\. The others are in .*large\.unique\.conll\. .*over 50 MB\) is read from disk as a stream\.$/,
    );
    assert.strictEqual(sentences(await textOf('large.unique.conll')).length, 540);
  });

  it('say what is wrong', async () => {
    await writeFile('sets/text.txt', 'Once upon a time there was no CoNLL.\n');
    user.typed.push('3', '1');
    user.chosen.push(/^By Chance$/);
    await vscode.commands.executeCommand('conll.sampleFile', at('text.txt'));
    assert.match(user.messages.at(-1) ?? '', /text\.txt: the file has 1 sentences, fewer than the 3/);
    await vscode.commands.executeCommand('conll.removeDuplicates');
    assert.match(user.messages.at(-1) ?? '', /Open a CoNLL file, or choose one in the explorer/);
    await vscode.commands.executeCommand('conll.showStatistics', at('text.txt'), [at('text.txt')]);
    await until('the page', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label === 'Statistics: text.txt'),
    );
  });
});
