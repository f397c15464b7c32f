import assert from 'node:assert';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { TAUGHT, trainedRun } from '../trainedRun';
import { UserAnswers } from '../userAnswers';
import { openFile, until, workspaceFolder } from '../workspaceFiles';

const BARE = TAUGHT.replaceAll(/B-\w+/g, 'O');
const folder = workspaceFolder().fsPath;
const at = (...names: string[]) => path.join(folder, ...names);
const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(`conll.${command}`, ...args);

describe('trained models', function () {
  // Students are trained here.
  this.timeout(60_000);
  let user: UserAnswers;
  let count = 0;

  beforeEach(() => {
    user = new UserAnswers();
  });

  afterEach(async () => {
    user.restore();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of ['.conll-distill/runs', 'student', 'gold.conll', 'job', 'models', 'elsewhere']) {
      rmSync(at(name), { recursive: true, force: true });
    }
  });

  async function selectAll(text: string): Promise<vscode.TextEditor> {
    const editor = await openFile(`trained-${count++}.conll`, text);
    editor.selection = new vscode.Selection(0, 0, editor.document.lineCount - 1, 0);
    return editor;
  }

  it('before the first one, the training panel is offered', async () => {
    const { document } = await selectAll(BARE);
    user.pressed.add('Open Training Panel');
    await run('annotateSelectionWithTrainedModel');
    assert.match(user.messages[0] ?? '', /^There is no trained model in this workspace yet/);
    assert.strictEqual(document.getText(), BARE);
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);
    await until('the panel', () => tabs().includes('CoNLL Training'));
  });

  it('annotate a selection without key or setting, the best on dev first, then the one used last', async () => {
    trainedRun('a-green', 1);
    trainedRun('taught', 60);
    cpSync(at('.conll-distill/runs/taught'), at('.conll-distill/runs/.deleted/gone'), { recursive: true });
    const { document } = await selectAll(BARE);
    user.chosen.push(/^taught$/);
    await run('annotateSelectionWithTrainedModel');
    assert.deepStrictEqual(
      user.lists[0]?.map((item) => item.split(':')[0]),
      ['by F1 on dev', 'taught', 'a-green', '', 'Browse…'],
    );
    assert.strictEqual(document.getText(), TAUGHT);
    assert.match(user.messages.at(-1) ?? '', /^taught annotated 1 sentence\. 2 entities\.$/);
    const answers = readFileSync(at('.conll-distill/annotations/answers.jsonl'), 'utf8').trim().split('\n');
    const { teacher, annotation } = JSON.parse(answers.at(-1) ?? '');
    assert.strictEqual(teacher, 'student taught');
    for (const { confidence } of annotation.entities) assert.ok(confidence > 0.5 && confidence <= 1, confidence);
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), BARE);

    user.chosen.push(/^a-green$/);
    await run('annotateSelectionWithTrainedModel');
    await run('annotateSelectionWithTrainedModel');
    assert.deepStrictEqual(
      user.lists[2]?.map((item) => item.split(':')[0]),
      ['used last', 'a-green', 'by F1 on dev', 'taught', '', 'Browse…'],
    );
  });

  it('annotate files, folders and the whole workspace, but not what lies in our own folder', async () => {
    trainedRun('taught', 60);
    mkdirSync(at('job'));
    writeFileSync(at('job/one.conll'), BARE);
    writeFileSync(at('job/two.txt'), 'Ada is in London.');
    const job = vscode.Uri.file(at('job'));
    user.chosen.push(/^New file$/, /^taught$/);
    await run('annotateFilesWithTrainedModel', job, [job]);
    assert.strictEqual(readFileSync(at('job/one.taught.conll'), 'utf8'), TAUGHT);
    assert.strictEqual(readFileSync(at('job/two.taught.conll'), 'utf8'), TAUGHT);

    rmSync(at('job'), { recursive: true });
    mkdirSync(at('job'));
    writeFileSync(at('job/one.conll'), BARE);
    user.chosen.push(/^The whole workspace$/, /^New file, new column$/, /^taught$/);
    await run('annotateFilesWithTrainedModel');
    assert.strictEqual(
      readFileSync(at('job/one.taught.conll'), 'utf8'),
      'Ada O B-PER\nis O O\nin O O\nLondon O B-LOC\n. O O\n',
    );
    assert.ok(!readdirSync(at('.conll-distill/runs/taught')).some((name) => name.includes('.taught.')));
    for (const name of readdirSync(folder)) if (name.includes('.taught')) rmSync(at(name));
  });

  it('lie elsewhere, too', async () => {
    trainedRun('taught', 60);
    renameSync(at('.conll-distill/runs/taught'), at('elsewhere'));
    const { document } = await selectAll(BARE);
    user.pressed.add('Browse…');
    user.paths.push(vscode.Uri.file(at('elsewhere')));
    await run('annotateSelectionWithTrainedModel');
    assert.strictEqual(document.getText(), TAUGHT, user.messages.join('\n'));
    user.paths.push(vscode.Uri.file(at('student')));
    user.chosen.push(/^Browse…$/);
    await run('annotateSelectionWithTrainedModel');
    assert.match(user.messages.at(-1) ?? '', /student/);
  });

  it('are exported for other programs, with a model card to fill in', async () => {
    trainedRun('taught', 60);
    user.chosen.push(/^taught$/, /^Both$/);
    user.paths.push(vscode.Uri.file(at('models/taught')));
    user.pressed.add('Open Model Card');
    await run('exportModel');
    assert.deepStrictEqual(readdirSync(at('models/taught')).sort(), [
      'README.md',
      'config.json',
      'model.onnx',
      'model.safetensors',
      'special_tokens_map.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'vocab.txt',
    ]);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /# TO FILL IN: yours;[\s\S]*# taught\n/);
    user.chosen.push(/^ONNX$/);
    user.paths.push(vscode.Uri.file(at('models/taught')));
    await run('exportModel', vscode.Uri.file(at('.conll-distill/runs/taught')));
    assert.match(user.messages.at(-1) ?? '', /is not an empty folder: nothing was written/);
  });
});
