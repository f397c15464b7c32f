import assert from 'node:assert';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { FakeOpenAI } from '../../fakeOpenAI/fakeOpenAI.mjs';
import { trainedRun } from '../trainedRun';
import { UserAnswers } from '../userAnswers';
import { openFile, until, workspaceFolder, writeFile } from '../workspaceFiles';

const FILE = 'In O\nLondon O\n. O\n\nParis O\nis O\nold O\n';
const LONDON = FILE.replace('London O', 'London B-LOC');
const folder = workspaceFolder().fsPath;

const set = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration('conllDistill').update(name, value, vscode.ConfigurationTarget.Workspace);

describe('teachers', () => {
  let user: UserAnswers;
  let count = 0;

  beforeEach(() => {
    user = new UserAnswers();
  });

  afterEach(async () => {
    user.restore();
    for (const name of ['teacher', 'prompt', 'examples.file', 'examples.choice', 'examples.count']) {
      await set(name, undefined);
    }
    await vscode.workspace
      .getConfiguration('conllDistill.openai')
      .update('baseUrl', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of ['.conll-distill/prompts', '.conll-distill/runs', 'student', 'gold.conll']) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  });

  /** Annotates a whole new file with the teacher that is set. */
  async function annotated(text = FILE): Promise<string> {
    const { document } = await selectAll(text);
    await vscode.commands.executeCommand('conll.annotateSelection');
    return document.getText();
  }

  async function selectAll(text: string): Promise<vscode.TextEditor> {
    const editor = await openFile(`teachers-${count++}.conll`, text);
    editor.selection = new vscode.Selection(0, 0, editor.document.lineCount - 1, 0);
    return editor;
  }

  it('rule-based: chosen from a list, asks for no key', async () => {
    user.chosen.push(/Rule-based/);
    await vscode.commands.executeCommand('conll.chooseTeacher');
    assert.strictEqual(vscode.workspace.getConfiguration('conllDistill').get('teacher'), 'rule-based');
    assert.strictEqual(await annotated(), LONDON.replace('Paris O', 'Paris B-LOC'));
    assert.match(user.messages.at(-1) ?? '', /^rule-based annotated 2 sentences\. 2 entities\.$/);
  });

  it('says which teachers there are when a setting names none', async () => {
    await set('teacher', 'oracle');
    assert.strictEqual(await annotated(), FILE);
    assert.match(user.messages[0] ?? '', /conllDistill\.teacher is "oracle"\. Expected openai, vscode:MODEL/);
  });

  it('a trained student, in a process of its own', async () => {
    const run = trainedRun('taught', 2);
    user.chosen.push(/^taught$/);
    await vscode.commands.executeCommand('conll.chooseTeacher');
    assert.strictEqual(vscode.workspace.getConfiguration('conllDistill').get('teacher'), `student:${run}`);
    const text = await annotated();
    // What a student of two steps says is anything, but its types are those it was taught.
    assert.deepStrictEqual(
      text.replace(/\b(?:[BI]-(?:LOC|PER))$/gm, 'O'),
      FILE,
      `something else than tags changed: ${text}`,
    );
    assert.match(user.messages.at(-1) ?? '', /^taught annotated 2 sentences\./);
  });

  it('a run that is not there is named', async () => {
    await set('teacher', 'student:.conll-distill/runs/gone');
    assert.strictEqual(await annotated(), FILE);
    assert.match(user.messages[0] ?? '', /runs.gone is not a run folder/);
  });

  it("VS Code's own language models", async function () {
    if (!('registerLanguageModelChatProvider' in vscode.lm)) this.skip();
    await until('the model', async () => (await vscode.lm.selectChatModels({ id: 'test-model' })).length > 0);
    user.chosen.push(/Test Model/);
    await vscode.commands.executeCommand('conll.chooseTeacher');
    assert.strictEqual(await annotated(), LONDON, user.messages.join('\n'));
  });

  it('a model that VS Code does not have is named', async () => {
    await set('teacher', 'vscode:gpt-99');
    assert.strictEqual(await annotated(), FILE);
    assert.match(user.messages[0] ?? '', /VS Code has no language model/);
  });

  /** What would be asked about a sentence. */
  const preview = (token: string) =>
    until('the preview', () =>
      vscode.workspace.textDocuments
        .filter(({ uri }) => uri.scheme === 'conll-prompt')
        .map((document) => document.getText())
        .find((text) => text.includes(`"${token}"`)),
    );

  describe('prompts', () => {
    it('of the workspace are edited as files, count at once, and can be looked at', async () => {
      const server = new FakeOpenAI({ answer: () => [] });
      const url = await server.start();
      await vscode.workspace
        .getConfiguration('conllDistill.openai')
        .update('baseUrl', url, vscode.ConfigurationTarget.Global);
      user.chosen.push(/^New prompt/);
      user.typed.push('terse');
      await vscode.commands.executeCommand('conll.editPrompt');
      const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
      assert.match(document.uri.path, /\.conll-distill\/prompts\/terse\.md$/);
      assert.match(document.getText(), /^---\ntitle: chain of thought\nreasons: true\n---\n# System\n/);
      await writeFile('gold.conll', 'Rome B-LOC\nsleeps O\n\nOslo B-LOC\nwakes O\n');
      await set('examples.file', 'gold.conll');
      await set('examples.count', 1);
      await writeFile(
        '.conll-distill/prompts/terse.md',
        '---\nreasons: false\n---\n# System\nMark{% for type in types %} {{ type.name }}{% endfor %}.\n# Sentence\n{{ numbered }}\n',
      );
      await selectAll(FILE);
      await vscode.commands.executeCommand('conll.previewPrompt');
      const shown = await preview('London');
      assert.match(shown, /<!-- system -->\n\nMark LOC MISC ORG PER\.\n[\s\S]*"text":"Rome"[\s\S]*\[2,"\."\]\]\n$/);
      user.typed.push(server.apiKey);
      await vscode.commands.executeCommand('conll.annotateSelection');
      await vscode.commands.executeCommand('conll.forgetApiKey');
      await server.stop();
      assert.deepStrictEqual(
        server.calls[0]?.body.messages.map(({ role }) => role),
        ['system', 'user', 'assistant', 'user'],
      );
    });

    it('show the examples that are most like the sentence, by the embedded student', async () => {
      const gold = ['A goal won the match', 'Shares of the bank fell', 'The striker missed'].map((text) =>
        text
          .split(' ')
          .map((token) => `${token} O\n`)
          .join(''),
      );
      await writeFile('gold.conll', gold.join('\n'));
      await set('examples.file', 'gold.conll');
      await set('examples.choice', 'similar');
      await set('examples.count', 1);
      await openFile(`teachers-${count++}.conll`, 'Profits O\nof O\nthe O\ninsurer O\nrose O\n');
      await vscode.commands.executeCommand('conll.previewPrompt');
      const shown = await preview('Profits');
      assert.match(shown, /"Shares"/);
      assert.doesNotMatch(shown, /"goal"|"striker"/);
    });

    it('with a mistake are named with their line', async () => {
      mkdirSync(path.join(folder, '.conll-distill/prompts'), { recursive: true });
      writeFileSync(path.join(folder, '.conll-distill/prompts/broken.md'), '---\nreasons: true\n---\n# System\nx\n');
      await set('prompt', 'broken');
      await selectAll(FILE);
      await vscode.commands.executeCommand('conll.previewPrompt');
      assert.match(user.messages[0] ?? '', /broken\.md, line 6: expected a line "# Sentence"/);
    });
  });
});
