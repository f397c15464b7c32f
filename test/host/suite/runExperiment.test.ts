import assert from 'node:assert';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { UserAnswers } from '../userAnswers';
import { until, workspaceFolder, writeFile } from '../workspaceFiles';

const gold = Array.from({ length: 12 }, (_, index) => `Ada${index} B-PER\nleft O\nBath B-LOC\n`).join('\n');
const folder = workspaceFolder().fsPath;
const out = path.join(folder, '.conll-distill/experiments/toy');

describe('an experiment', () => {
  let user: UserAnswers;
  beforeEach(async () => {
    user = new UserAnswers();
    await writeFile('toy.yaml', source('toy'));
    await writeFile('gold.conll', gold);
  });
  afterEach(() => {
    user.restore();
    for (const terminal of vscode.window.terminals) terminal.dispose();
    for (const name of ['toy.yaml', 'gold.conll', 'blends.yaml', '.conll-distill/experiments']) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  });

  it('of the workspace runs in a terminal, and its page shows the tables', async function () {
    user.chosen.push(/^toy\.yaml$/);
    await vscode.commands.executeCommand('conll.runExperiment');
    const [list = []] = user.lists;
    assert.ok(
      ['toy.yaml: ', 'From the paper: ', 'blends.yaml: '].every((line) => list.includes(line)),
      list.join('\n'),
    );
    const terminal = vscode.window.terminals.find(({ name }) => name === 'Experiment toy');
    assert.ok(terminal);
    // The oldest VS Code is laid out without the native part that its terminals need: what is typed there starts nothing.
    if (vscode.version.startsWith('1.100.') && !(await startsWithin(terminal, 10_000))) this.skip();
    await until('the tables', () => existsSync(path.join(out, 'results.json')), 90_000);
    const results = JSON.parse(readFileSync(path.join(out, 'results.json'), 'utf8'));
    assert.deepStrictEqual([results.cells, results.done, results.tables[0].groups[0][0][0]], [1, 1, 'original']);
    const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.ok(labels().includes('Toys'), labels().join(', '));
    user.chosen.push(/^toy$/);
    await vscode.commands.executeCommand('conll.showExperimentResults');
    assert.deepStrictEqual(user.lists.at(-1), ['toy: ']);
  }).timeout(120_000);

  it('from the paper is copied to be adapted, and finds the sample from there', async () => {
    user.chosen.push(/^blends\.yaml$/, /^Copy into /);
    await vscode.commands.executeCommand('conll.runExperiment');
    const text = readFileSync(path.join(folder, 'blends.yaml'), 'utf8');
    const [, original = ''] = /original: (.+)/.exec(text) ?? [];
    assert.ok(existsSync(original), original);
    assert.strictEqual(vscode.window.activeTextEditor?.document.getText(), text);
  });

  it('with a mistake is refused with the line', async () => {
    await writeFile('toy.yaml', source('toy').replace('steps', 'stepz'));
    user.chosen.push(/^toy\.yaml$/);
    await vscode.commands.executeCommand('conll.runExperiment');
    assert.match(user.messages.at(-1) ?? '', /toy\.yaml, line 5: run\.stepz?: /);
    assert.deepStrictEqual(vscode.window.terminals.length, 0);
  });
});

/** Whether the terminal's process has started. */
async function startsWithin(terminal: vscode.Terminal, milliseconds: number): Promise<boolean> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds));
  return (await Promise.race([terminal.processId, late])) !== undefined;
}

const source = (name: string) => `experiment: blends
name: ${name}
data: { original: gold.conll, distilled: gold.conll, test: gold.conll }
grid: { blends: [original], seeds: [1] }
run: { steps: 2, device: onnx-cpu }
title: Toys
`;
