import assert from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { FakeOpenAI } from '../../fakeOpenAI/fakeOpenAI.mjs';
import { UserAnswers } from '../userAnswers';
import { openFile, until, workspaceFolder, writeFile } from '../workspaceFiles';

const FILE = `# a comment, and columns of several widths
Ada   NNP   B-NP O
Lovelace   NNP   I-NP O
met   VBD   B-VP B-MISC
Babbage   NNP   B-NP O

In   IN   B-PP O
London   NNP   B-NP O

Paris   NNP   B-NP B-LOC
`;
const ANNOTATED = FILE.replace('Ada   NNP   B-NP O', 'Ada   NNP   B-NP B-PER')
  .replace('Lovelace   NNP   I-NP O', 'Lovelace   NNP   I-NP I-PER')
  .replace('B-VP B-MISC', 'B-VP O')
  .replace('Babbage   NNP   B-NP O', 'Babbage   NNP   B-NP B-PER')
  .replace('London   NNP   B-NP O', 'London   NNP   B-NP B-LOC');

/** Marks the names of the file; answers one name with a wrong number, and one that is not there. */
function answer(tokens: string[]) {
  const spans = [
    { text: 'Ada Lovelace', start: 0, end: 1, type: 'PER' },
    { text: 'Babbage', start: 1, end: 1, type: 'PER' },
    { text: 'London', start: 1, end: 1, type: 'LOC' },
  ].filter(({ text }) => tokens.join(' ').includes(text));
  return tokens.includes('Ada') ? [...spans, { text: 'Byron', start: 0, end: 0, type: 'PER' }] : spans;
}

describe('annotating the selection', () => {
  let server: FakeOpenAI;
  let user: UserAnswers;
  let count = 0;

  beforeEach(async () => {
    user = new UserAnswers();
    await serve(new FakeOpenAI({ answer }));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('conll.forgetApiKey');
    user.restore();
    await server.stop();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  async function serve(next: FakeOpenAI): Promise<void> {
    server = next;
    const url = await server.start();
    await vscode.workspace
      .getConfiguration('conllDistill.openai')
      .update('baseUrl', url, vscode.ConfigurationTarget.Global);
  }

  /** Every test has its own file and its own port, so that no answer of another is found in the cache. */
  async function select(first: number, last: number): Promise<vscode.TextEditor> {
    const editor = await openFile(`annotate-${count++}.conll`, FILE);
    editor.selection = new vscode.Selection(first, 0, last, 1);
    return editor;
  }

  const annotate = () => vscode.commands.executeCommand('conll.annotateSelection');

  it('writes the answers for whole sentences as one edit, and one undo restores every byte', async () => {
    const { document } = await select(2, 6);
    user.typed.push(server.apiKey);
    await annotate();
    assert.strictEqual(document.getText(), ANNOTATED);
    assert.deepStrictEqual(
      [...server.askedFor],
      [
        // Once more because of the name that is not there.
        ['Ada Lovelace met Babbage', 2],
        ['In London', 1],
      ],
    );
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), FILE);
  });

  it('says what was repaired and rejected, and where', async () => {
    const { document } = await select(1, 1);
    user.typed.push(server.apiKey);
    user.pressed.add('Show');
    await annotate();
    assert.deepStrictEqual(user.messages, [
      'gpt-4-0125-preview annotated 1 sentence. 2 entities. Repaired: 1. Asked for twice: 1. Rejected: 1.',
    ]);
    const output = await until('the output view', () => outputs().find((text) => text.includes('Byron')));
    assert.match(output, /annotate-\d+\.conll:2 repaired: PER "Babbage"/);
    assert.match(output, /annotate-\d+\.conll:2 rejected \(not-in-sentence\)/);
    assert.ok(document.isDirty);
  });

  it('asks for the key once, and pays for a sentence once', async () => {
    const { document } = await select(1, 1);
    user.typed.push(server.apiKey);
    await annotate();
    await vscode.commands.executeCommand('undo');
    await annotate();
    assert.strictEqual(document.lineAt(1).text, 'Ada   NNP   B-NP B-PER');
    // Its answer, and the one that was to be better.
    assert.strictEqual(server.calls.length, 2);
  });

  it('does nothing without a key', async () => {
    const { document } = await select(1, 1);
    user.typed.push(undefined);
    await annotate();
    assert.strictEqual(document.getText(), FILE);
    assert.strictEqual(server.calls.length, 0);
  });

  it('says that a key was refused, and takes another', async () => {
    const { document } = await select(7, 7);
    user.typed.push('sk-wrong-777', server.apiKey);
    user.pressed.add('Enter Another Key');
    await annotate();
    assert.match(user.messages[0] ?? '', /refused the API key/);
    assert.strictEqual(document.lineAt(7).text, 'London   NNP   B-NP B-LOC');
  });

  it('forgets a refused key, so that the next run asks again', async () => {
    await select(7, 7);
    user.typed.push('sk-wrong-777');
    await annotate();
    user.typed.push(server.apiKey);
    await annotate();
    assert.deepStrictEqual(
      server.calls.map(({ authorization }) => authorization),
      ['Bearer sk-wrong-777', `Bearer ${server.apiKey}`],
    );
  });

  it('changes nothing when cancelled, and keeps what had arrived', async () => {
    await server.stop();
    await serve(new FakeOpenAI({ answer, delay: 50 }));
    server.faults.push('slow', 'slow');
    const { document } = await select(1, 9);
    user.typed.push(server.apiKey);
    user.cancels = () => true;
    await annotate();
    assert.strictEqual(document.getText(), FILE);
    assert.match(user.messages[0] ?? '', /^Cancelled: nothing was changed/);
    user.cancels = () => false;
    const before = server.calls.length;
    await annotate();
    const again = new Set(server.calls.slice(before).map(({ tokens }) => tokens.join(' ')));
    assert.ok(again.size < 3, 'the answer that had arrived was paid for twice');
    assert.match(document.getText(), /B-PER/);
  });

  it('leaves a sentence alone that was edited while the answer was on its way', async () => {
    await server.stop();
    await serve(new FakeOpenAI({ answer, delay: 400 }));
    const editor = await select(1, 7);
    user.typed.push(server.apiKey);
    const running = annotate();
    await until('the questions', () => server.calls.length === 2);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# a line more\n'));
    await editor.edit((edit) => edit.replace(new vscode.Range(2, 0, 2, 3), 'Augusta'));
    await running;
    assert.strictEqual(editor.document.lineAt(2).text, 'Augusta   NNP   B-NP O');
    assert.strictEqual(editor.document.lineAt(8).text, 'London   NNP   B-NP B-LOC');
    assert.match(user.messages.at(-1) ?? '', /edited meanwhile: 1\./);
  });

  it('keeps the tags of a sentence that the model refuses', async () => {
    server.faults.push('refusal');
    const { document } = await select(9, 9);
    user.typed.push(server.apiKey);
    await annotate();
    assert.strictEqual(document.getText(), FILE);
    assert.match(user.messages[0] ?? '', /Rejected: 1\./);
  });

  it('says what to do when the server cannot be reached', async () => {
    await select(9, 9);
    user.typed.push(server.apiKey);
    await server.stop();
    await annotate();
    await serve(new FakeOpenAI({ answer }));
    assert.match(user.messages[0] ?? '', /cannot be reached .*Check the network/);
  });

  it('writes over nothing but tags', async () => {
    const editor = await openFile('tokens-only.conll', 'Ada\nLovelace\n');
    await annotate();
    assert.match(user.messages[0] ?? '', /tokens-only\.conll, line 1: there is a token, but no column/);
    assert.strictEqual(editor.document.getText(), 'Ada\nLovelace\n');
    assert.strictEqual(server.calls.length, 0);
  });

  it('says so when the selection touches no sentence', async () => {
    await select(8, 8);
    await annotate();
    assert.match(user.messages[0] ?? '', /touches no sentence/);
  });

  describe('whole files', () => {
    async function read(name: string): Promise<string> {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(workspaceFolder(), name)));
    }

    afterEach(async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const folder = workspaceFolder();
      for (const [name] of await vscode.workspace.fs.readDirectory(folder)) {
        if (name.startsWith('job'))
          await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name), { recursive: true });
      }
    });

    it('a folder with plain text becomes new files beside the old ones', async () => {
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(workspaceFolder(), 'job'));
      await writeFile('job/a.conll', FILE);
      await writeFile('job/b.txt', 'In London.  Nobody else.');
      user.typed.push(server.apiKey);
      user.chosen.push(/^New file$/);
      await vscode.commands.executeCommand('conll.annotateFiles', vscode.Uri.joinPath(workspaceFolder(), 'job'));
      // What the model says of Paris: nothing.
      assert.strictEqual(
        await read('job/a.gpt-4-0125-preview.conll'),
        ANNOTATED.replace('Paris   NNP   B-NP B-LOC', 'Paris   NNP   B-NP O'),
      );
      assert.strictEqual(await read('job/a.conll'), FILE);
      assert.strictEqual(
        await read('job/b.gpt-4-0125-preview.conll'),
        'In O\nLondon B-LOC\n. O\n\nNobody O\nelse O\n. O\n',
      );
    });

    it('a new column stands beside the old one, and the report says how well the model did', async () => {
      const uri = await writeFile('job.conll', 'In B-LOC\nLondon O\n\nIn O\nLondon B-LOC\n. O\n');
      user.typed.push(server.apiKey);
      user.chosen.push(/new column/);
      user.pressed.add('Show');
      await vscode.commands.executeCommand('conll.annotateFiles', uri);
      assert.strictEqual(
        await read('job.gpt-4-0125-preview.conll'),
        'In B-LOC O\nLondon O B-LOC\n\nIn O O\nLondon B-LOC B-LOC\n. O O\n',
      );
      const output = await until('the scores', () => outputs().find((text) => text.includes('against the tags')));
      assert.match(output, /LOC\s+50\.00\s+50\.00\s+50\.00\s+2/);
    });

    it('a copy keeps the byte order mark and line ends of its file', async () => {
      const uri = await writeFile('job-bom.conll', '\ufeffIn O\r\nLondon O\r\n');
      user.typed.push(server.apiKey);
      user.chosen.push(/^New file$/);
      await vscode.commands.executeCommand('conll.annotateFiles', uri);
      const copy = vscode.Uri.joinPath(workspaceFolder(), 'job-bom.gpt-4-0125-preview.conll');
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(copy));
      assert.strictEqual(text, '\ufeffIn O\r\nLondon B-LOC\r\n');
    });

    it('in place is an edit that one undo takes back', async () => {
      const uri = await writeFile('job-in-place.conll', FILE);
      user.typed.push(server.apiKey);
      user.chosen.push(/^In place$/);
      await vscode.commands.executeCommand('conll.annotateFiles', uri, [uri]);
      const document = await vscode.workspace.openTextDocument(uri);
      assert.match(document.getText(), /Lovelace {3}NNP {3}I-NP I-PER/);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      assert.strictEqual(document.getText(), FILE);
    });

    it('plain text can be split first, looked at and corrected', async () => {
      await vscode.commands.executeCommand('conll.import', await writeFile('job.txt', 'In London. Nobody else.'));
      const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
      assert.strictEqual(document.languageId, 'conll');
      assert.strictEqual(document.getText(), 'In O\nLondon O\n. O\n\nNobody O\nelse O\n. O\n');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  });

  describe('money', () => {
    const section = () => vscode.workspace.getConfiguration('conllDistill.openai');
    const set = (name: string, value: unknown) => section().update(name, value, vscode.ConfigurationTarget.Global);

    beforeEach(() => set('prices', { 'gpt-4-0125-preview': { prompt: 10, completion: 30 } }));
    afterEach(async () => {
      for (const name of ['prices', 'askAbove', 'budget']) await set(name, undefined);
    });

    it('asks before it is spent, when it is more than what was set', async () => {
      await set('askAbove', 0);
      const { document } = await select(7, 7);
      user.typed.push(server.apiKey);
      await annotate();
      assert.deepStrictEqual(user.messages, ['Annotate 1 sentence?']);
      assert.strictEqual(server.calls.length, 0);
      user.pressed.add('Annotate');
      await annotate();
      assert.strictEqual(document.lineAt(7).text, 'London   NNP   B-NP B-LOC');
    });

    it('is said afterwards', async () => {
      await select(7, 7);
      user.typed.push(server.apiKey);
      await annotate();
      assert.match(user.messages[0] ?? '', /1 entity\. \$0\.0\d+\.$/);
    });

    it('ends the job at the budget', async () => {
      await set('budget', 0.000001);
      const { document } = await select(1, 9);
      user.typed.push(server.apiKey);
      await annotate();
      assert.match(user.messages[0] ?? '', /^The budget of \$0\.0000010 is used up/);
      assert.strictEqual(server.calls.length, 0);
      assert.strictEqual(document.getText(), FILE);
    });
  });

  it('asks nothing more while it is paused, and then goes on', async () => {
    await server.stop();
    await serve(new FakeOpenAI({ answer, delay: 200 }));
    const sentences = Array.from({ length: 40 }, (_, index) => `In O\nLondon O\nNo${index} O\n`);
    const editor = await openFile('paused.conll', sentences.join('\n'));
    editor.selection = new vscode.Selection(0, 0, editor.document.lineCount - 1, 0);
    user.typed.push(server.apiKey);
    const running = annotate();
    await until('the first questions', () => server.calls.length >= 1);
    await vscode.commands.executeCommand('conll.pauseAnnotation');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = server.calls.length;
    assert.ok(asked < 40, 'it was over before it could be paused');
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.strictEqual(server.calls.length, asked);
    await vscode.commands.executeCommand('conll.pauseAnnotation');
    await running;
    assert.strictEqual(server.calls.length, 40);
    assert.strictEqual(editor.document.getText().match(/London B-LOC/g)?.length, 40);
  });

  it('never shows or writes the key', async () => {
    await select(1, 7);
    user.typed.push('sk-wrong-777', server.apiKey);
    user.pressed.add('Enter Another Key').add('Show');
    await annotate();
    const answers = vscode.Uri.joinPath(workspaceFolder(), '.conll-distill/annotations/answers.jsonl');
    const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(answers));
    assert.match(written, /Lovelace/);
    for (const text of [...user.messages, ...outputs(), written]) {
      assert.ok(!text.includes(server.apiKey) && !text.includes('sk-wrong-777'), text);
    }
  });
});

function outputs(): string[] {
  return vscode.workspace.textDocuments
    .filter(({ uri }) => uri.scheme === 'output')
    .map((document) => document.getText());
}
