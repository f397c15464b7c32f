import assert from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { UserAnswers } from '../userAnswers';
import { openFile, workspaceFolder, writeFile } from '../workspaceFiles';

const NESTED = '{"text":"Bank of England rose.","label":[[0,15,"ORG"],[8,15,"LOC"]]}\n';

describe('importing and exporting', () => {
  let user: UserAnswers;

  beforeEach(() => {
    user = new UserAnswers();
  });

  afterEach(async () => {
    user.restore();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const at = (name: string) => vscode.Uri.joinPath(workspaceFolder(), name);
  const textOf = async (name: string) => Buffer.from(await vscode.workspace.fs.readFile(at(name))).toString('utf8');
  const isThere = (name: string) =>
    vscode.workspace.fs.stat(at(name)).then(
      () => true,
      () => false,
    );
  const active = () => vscode.window.activeTextEditor?.document ?? assert.fail('no editor');

  it('shows what would be lost, opens nothing when that is dismissed, and a new document when it is accepted', async () => {
    const uri = await writeFile('nested.jsonl', NESTED);
    const open = vscode.workspace.textDocuments.length;
    await vscode.commands.executeCommand('conll.import', uri);
    assert.deepStrictEqual(user.messages, ['Import of doccano JSONL: 1 thing would be lost.']);
    assert.ok(vscode.workspace.textDocuments.length <= open, 'a document was opened');
    user.pressed.add('Import Anyway');
    await vscode.commands.executeCommand('conll.import', uri);
    assert.strictEqual(active().languageId, 'conll');
    assert.strictEqual(active().isUntitled, true);
    assert.strictEqual(active().getText(), 'Bank B-ORG\nof I-ORG\nEngland I-ORG\nrose O\n. O\n');
    assert.match(user.messages.at(-1) ?? '', /nested\.jsonl was read as doccano JSONL\. Not quite as it was: 1 guess/);
  });

  it('shows the whole report, and asks once more', async () => {
    const uri = await writeFile('report.jsonl', NESTED);
    user.pressed.add('Show All');
    await vscode.commands.executeCommand('conll.import', uri);
    assert.strictEqual(
      active().getText().split('\n').slice(0, 3).join('\n'),
      'Lost:\n  1 entity inside another\n    report.jsonl:1: LOC "England" stands inside ORG "Bank of England"',
    );
    assert.strictEqual(user.messages.length, 2);
  });

  it('takes the text and the annotations of brat together, and the names of numbered tags from a file', async () => {
    const text = await writeFile('pair.txt', 'Ada met Grace.');
    await writeFile('pair.ann', 'T1\tPER 0 3\tAda\n');
    await vscode.commands.executeCommand('conll.import', text);
    assert.strictEqual(active().getText(), 'Ada B-PER\nmet O\nGrace O\n. O\n');
    const numbers = await writeFile('numbers.jsonl', '{"tokens":["Ada"],"ner_tags":[1]}\n');
    user.pressed.add('Choose File…');
    user.paths.push(await writeFile('config.json', '{"id2label":{"0":"O","1":"B-PER"}}'));
    await vscode.commands.executeCommand('conll.import', numbers);
    assert.strictEqual(active().getText(), 'Ada B-PER\n');
  });

  it('says what is wrong with broken files, with the line', async () => {
    await vscode.commands.executeCommand(
      'conll.import',
      await writeFile('broken.jsonl', '{"text":"a","label":[]}\n{"text":\n'),
    );
    assert.match(user.messages[0] ?? '', /^broken\.jsonl, line 2: this is no JSON/);
  });

  it('exports what an unsaved document says, asks before it loses, and never over the document itself', async () => {
    const editor = await openFile('columns.conll', 'Ada NNP B-PER\nran VBD O\n');
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 8, 0, 13), 'B-HERO'));
    user.chosen.push(/^Two-column TSV/, /^Two-column TSV/, /^Two-column TSV/);
    await vscode.commands.executeCommand('conll.export');
    assert.deepStrictEqual(user.messages, ['Export as Two-column TSV (BC5CDR): 1 thing would be lost.']);
    user.pressed.add('Export Anyway');
    user.paths.push(at('columns.conll'));
    await vscode.commands.executeCommand('conll.export');
    assert.match(user.messages.at(-1) ?? '', /^columns\.conll is the file that is exported: nothing was written/);
    assert.strictEqual(await textOf('columns.conll'), 'Ada NNP B-PER\nran VBD O\n');
    user.paths.push(at('columns.tsv'));
    await vscode.commands.executeCommand('conll.export');
    assert.strictEqual(await textOf('columns.tsv'), 'Ada\tB-HERO\nran\tO\n');
    assert.strictEqual(user.messages.at(-1), 'Exported to columns.tsv.');
  });

  it('takes CoNLL-U there and back: only what was edited differs', async () => {
    const text =
      '\ufeff# sent_id = 1\r\n1-2\tZum\t_\t_\t_\t_\t_\t_\t_\t_\r\n1\tZu\t_\t_\t_\t_\t_\t_\t_\t_\r\n2\tdem\t_\t_\t_\t_\t_\t_\t_\t_\r\n3\tRhein\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|NER=B-PER\r\n\r\n';
    await vscode.commands.executeCommand('conll.import', await writeFile('rhine.conllu', text));
    const line = active()
      .getText()
      .split('\r\n')
      .findIndex((each) => each.startsWith('Rhein'));
    const { editor = assert.fail() } = { editor: vscode.window.activeTextEditor };
    const end = active().lineAt(line).range.end;
    await editor.edit((edit) => edit.replace(new vscode.Range(end.translate(0, -3), end), 'LOC'));
    user.chosen.push(/^CoNLL-U, tags in MISC$/);
    user.paths.push(at('back.conllu'));
    await vscode.commands.executeCommand('conll.export');
    assert.strictEqual(await textOf('back.conllu'), text.replace('NER=B-PER', 'NER=B-LOC').replace('\ufeff', ''));
  });

  it('exports pairs into a folder, and asks before it replaces any', async () => {
    const { document } = await openFile('documents.conll', '-DOCSTART- O\n\nAda B-PER\n\n-DOCSTART- O\n\nBath B-LOC\n');
    const folder = at('pairs');
    await vscode.workspace.fs.createDirectory(folder);
    for (const round of [1, 2]) {
      user.chosen.push(/one pair for each document/);
      user.paths.push(folder);
      await vscode.commands.executeCommand('conll.export', document.uri);
      assert.strictEqual(await textOf('pairs/document-002.ann'), 'T1\tLOC 0 4\tBath\n');
      if (round === 1) await writeFile('pairs/document-002.ann', 'T1\tLOC 0 4\tBath\n');
    }
    assert.deepStrictEqual(user.messages, ['Exported 5 files to pairs.', '5 of the files are there already.']);
    assert.ok(await isThere('pairs/annotation.conf'));
  });
});
