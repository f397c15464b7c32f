import assert from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { FakeOpenAI } from '../../fakeOpenAI/fakeOpenAI.mjs';
import { UserAnswers } from '../userAnswers';
import { openFile, until, workspaceFolder } from '../workspaceFiles';

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
