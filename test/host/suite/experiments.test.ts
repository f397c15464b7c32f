import assert from 'node:assert';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { FakeOpenAI } from '../../fakeOpenAI/fakeOpenAI.mjs';
import { UserAnswers } from '../userAnswers';
import { openFile, until, workspaceFolder, writeFile } from '../workspaceFiles';

const GOLD = Array.from({ length: 6 }, (_, index) => `Ada${index} B-PER\nloves O\nBath B-LOC\n`).join('\n');
const folder = workspaceFolder().fsPath;

const set = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration('conllDistill').update(name, value, vscode.ConfigurationTarget.Workspace);
const textOf = (language: string, part: string) =>
  until(`a ${language} document with ${part}`, () =>
    vscode.workspace.textDocuments
      .filter(({ languageId, isClosed }) => languageId === language && !isClosed)
      .map((document) => document.getText())
      .find((text) => text.includes(part)),
  );

describe('teachers at work', () => {
  let user: UserAnswers;
  let server: FakeOpenAI;
  let count = 0;

  beforeEach(async () => {
    user = new UserAnswers();
    server = new FakeOpenAI({
      // With reasons asked for, it finds people too.
      answer: (tokens, { messages }) => [
        ...(messages[0]?.content.includes('"context" and')
          ? [{ start: 0, end: 0, text: tokens[0] ?? '', reason: 'She <b>loves</b>.', type: 'PER' }]
          : []),
        { start: 2, end: 2, text: 'Bath', reason: 'A city.', type: 'LOC' },
      ],
      logprob: () => Math.log(0.9),
    });
    await vscode.workspace
      .getConfiguration('conllDistill.openai')
      .update('baseUrl', await server.start(), vscode.ConfigurationTarget.Global);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('conll.forgetApiKey');
    user.restore();
    await server.stop();
    await set('teacher', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of ['job', '.conll-distill/annotations/batches']) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  });

  const hoverAt = async (document: vscode.TextDocument, line: number): Promise<string> => {
    const position = new vscode.Position(line, 0);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    return hovers
      .flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value)))
      .join('\n');
  };

  it('reasons and confidence are shown on hover, and stand in no CoNLL file', async () => {
    const editor = await openFile(`reasons-${count++}.conll`, 'Eve O\nloves O\nBath O\n');
    editor.selection = new vscode.Selection(0, 0, 2, 1);
    user.typed.push(server.apiKey);
    await vscode.commands.executeCommand('conll.annotateSelection');
    assert.strictEqual(editor.document.getText(), 'Eve B-PER\nloves O\nBath B-LOC\n');
    const city = await hoverAt(editor.document, 2);
    assert.match(city, /\$\(check\) \*\*LOC\*\* Bath \(\d\d %\): A city\\\. \*\(gpt\\-4/);
    // What a model says is text, never markup.
    assert.match(await hoverAt(editor.document, 0), /She \\<b\\>loves\\<\\\/b\\>/);
    await editor.edit((edit) => edit.replace(new vscode.Range(2, 5, 2, 10), 'B-ORG'));
    assert.match(await hoverAt(editor.document, 2), /\$\(circle-slash\) \*\*LOC\*\* Bath/);
  });

  it('prompts are compared on gold, and the disagreements are a click away', async () => {
    await openFile('gold.conll', GOLD);
    user.chosen.push(/^gpt-4-0125-preview, |^Rule-based/);
    user.typed.push('4', '7', server.apiKey);
    user.pressed.add('Open Disagreements');
    await vscode.commands.executeCommand('conll.compareTeachers');
    const table = await textOf('markdown', 'Teachers compared');
    assert.match(table, /\| teacher +\| +precision \| +recall \| +F1 \| +95 % +\|/);
    assert.match(table, /\| gpt-4-0125-preview, standard prompt +\| +100\.00 \| +50\.00 \| +66\.67 \|/);
    assert.match(table, /\| gpt-4-0125-preview, chain of thought +\| +100\.00 \| +100\.00 \| +100\.00 \|/);
    assert.match(table, /\| rule-based \(compromise\) +\|/);
    assert.match(user.messages.at(-1) ?? '', /chain of thought is best: F1 100\.00\.$/);
    assert.strictEqual(server.calls.length, 8);
    const differ = await textOf('conll', '# columns: token gold');
    assert.match(differ, /Ada\d\tB-PER\tO\tB-PER\t/);
  });

  it('a batch is sent, and goes on after VS Code was closed', async () => {
    mkdirSync(path.join(folder, 'job'), { recursive: true });
    const gold = Array.from({ length: 60 }, (_, index) => `Eva${index} B-PER\nloves O\nBath B-LOC\n`).join('\n');
    writeFileSync(path.join(folder, 'job/sixty.conll'), gold.replaceAll(/B-\w+/g, 'O'));
    // This machine by a name that does not look like it: batches are offered for servers elsewhere.
    const openAI = vscode.workspace.getConfiguration('conllDistill.openai');
    const url = openAI.get<string>('baseUrl', '').replace('127.0.0.1', '[::ffff:127.0.0.1]');
    await openAI.update('baseUrl', url, vscode.ConfigurationTarget.Global);
    const annotate = async () => {
      user.chosen.push(/^New file$/, /^As a batch$/);
      await vscode.commands.executeCommand(
        'conll.annotateFiles',
        vscode.Uri.joinPath(workspaceFolder(), 'job/sixty.conll'),
      );
    };
    user.typed.push(server.apiKey);
    server.batchPolls = 1000;
    user.cancels = () => true;
    await annotate();
    assert.match(user.messages.at(-1) ?? '', /^Stopped waiting; the batch goes on/);
    server.batchPolls = 0;
    user.cancels = () => false;
    await annotate();
    assert.strictEqual(server.batches.length, 1);
    assert.strictEqual(server.calls.length + server.batched.length, 60, user.messages.join('\n'));
    const copy = vscode.Uri.joinPath(workspaceFolder(), 'job/sixty.gpt-4-0125-preview.conll');
    assert.strictEqual(new TextDecoder().decode(await vscode.workspace.fs.readFile(copy)), gold);
  });

  it('a batch is cancelled at the server, and its answers kept', async () => {
    mkdirSync(path.join(folder, 'job'), { recursive: true });
    const text = Array.from({ length: 60 }, (_, index) => `Ina${index} O\nloves O\nBath O\n`).join('\n');
    writeFileSync(path.join(folder, 'job/cancelled.conll'), text);
    const openAI = vscode.workspace.getConfiguration('conllDistill.openai');
    const url = openAI.get<string>('baseUrl', '').replace('127.0.0.1', '[::ffff:127.0.0.1]');
    await openAI.update('baseUrl', url, vscode.ConfigurationTarget.Global);
    user.typed.push(server.apiKey);
    user.chosen.push(/^New file$/, /^As a batch$/);
    user.pressed.add('Cancel at the Server');
    user.cancels = () => true;
    server.batchPolls = 1000;
    const file = vscode.Uri.joinPath(workspaceFolder(), 'job/cancelled.conll');
    await vscode.commands.executeCommand('conll.annotateFiles', file);
    await until('the end of it', () =>
      user.messages.some((message) => /^The batch is cancelled\. .*: 1\.$/.test(message)),
    );
  });

  it('what to annotate next is selected from a pool', async () => {
    await openFile('pool.conll', 'One O\n\nThe O\nlongest O\nof O\nall O\n\nTwo O\nwords O\n');
    user.chosen.push(/^Longest$/);
    user.typed.push('2');
    await vscode.commands.executeCommand('conll.selectSentences');
    assert.strictEqual(
      vscode.window.activeTextEditor?.document.getText(),
      'The O\nlongest O\nof O\nall O\n\nTwo O\nwords O\n',
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('agreement is measured between columns, and disagreements are stepped through', async () => {
    const editor = await openFile('two.conll', 'Ada B-PER I-PER\nin O O\nBath B-LOC B-ORG\n\nOslo B-LOC O\n');
    await vscode.commands.executeCommand('conll.measureAgreement');
    const report = await textOf('markdown', '# Agreement');
    assert.match(report, /\| column 2 – column 3 \| 40\.00 \|/);
    assert.match(report, /2 sentences with disagreement/);
    await vscode.window.showTextDocument(editor.document);
    const at = () => vscode.window.activeTextEditor?.selection.active.line;
    for (const [command, line] of [
      ['next', 2],
      ['next', 4],
      ['next', 2],
      ['previous', 4],
    ] as const) {
      await vscode.commands.executeCommand(`conll.${command}Disagreement`);
      assert.strictEqual(at(), line);
    }
  });

  it('agreement of files that do not hold the same tokens names the place', async () => {
    const uris = [await writeFile('x.conll', 'Ada B-PER\n'), await writeFile('y.conll', 'Bea B-PER\n')];
    await vscode.commands.executeCommand('conll.measureAgreement', uris[0], uris);
    assert.match(user.messages[0] ?? '', /x\.conll, line 1, has "Ada" where .*y\.conll, line 1, has "Bea"/);
  });

  describe('language model tools', () => {
    async function invoke(name: string, input: object): Promise<string> {
      const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
    }

    it('evaluate and check files of the workspace, and no others', async () => {
      await writeFile('tool.conll', 'Ada B-PER B-PER\nBath I-LOC O\n');
      assert.match(await invoke('evaluate_conll', { gold: 'tool.conll' }), /micro +100\.00 +50\.00 +66\.67 +2/);
      await writeFile('wrong.conll', 'Ada B-PER\nBath I-LOC\n');
      assert.match(
        await invoke('check_conll', { file: 'wrong.conll' }),
        /wrong\.conll:2: \w+: .*\(illegal-sequence\)|no problems/,
      );
      await assert.rejects(invoke('check_conll', { file: '../../../etc/passwd' }), /is not in the workspace/);
      await assert.rejects(invoke('check_conll', { file: 'gone.conll' }), /gone\.conll cannot be read/);
    });

    it('annotate a file into a new one', async () => {
      await writeFile('tool.conll', 'In O\nLondon O\n');
      await set('teacher', 'rule-based');
      assert.strictEqual(await invoke('annotate_sentences', { file: 'tool.conll' }), 'Written: tool.rule-based.conll');
      const copy = vscode.Uri.joinPath(workspaceFolder(), 'tool.rule-based.conll');
      assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(copy)), /London B-LOC/);
      await vscode.workspace.fs.delete(copy);
    });
  });
});
