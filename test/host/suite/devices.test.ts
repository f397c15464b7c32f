import assert from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { UserAnswers } from '../userAnswers';

describe('the devices to train on', () => {
  const settings = () => vscode.workspace.getConfiguration('conllDistill.training');
  let user: UserAnswers;

  beforeEach(() => {
    user = new UserAnswers();
  });
  afterEach(async () => {
    user.restore();
    await settings().update('device', undefined, vscode.ConfigurationTarget.Global);
  });

  it('are tried and shown, and the chosen one is kept', async () => {
    user.chosen.push(/^TFJS WebAssembly/);
    await vscode.commands.executeCommand('conll.chooseDevice');
    const [list = []] = user.lists;
    assert.match(list[0] ?? '', /^Automatic: Takes /);
    assert.ok(
      list.some((line) => line.startsWith('ONNX Runtime CPU, ')),
      list.join('\n'),
    );
    // Everything that does not run here has a reason.
    const separator = list.findIndex((line) => line.startsWith('Not available here'));
    assert.ok(separator > 0 && list.slice(separator + 1).every((line) => /: .{10,}/.test(line)), list.join('\n'));
    assert.strictEqual(settings().get('device'), 'tfjs-wasm');
    // On this VS Code's Node too, which lacks what tfjs-node 4.22 asks of it.
    if (process.env.CONLL_DISTILL_TFJS_NODE !== undefined) {
      assert.ok(
        list.some((line) => /^TensorFlow \d/.test(line)),
        list.join('\n'),
      );
    }
  }).timeout(60_000);

  it('that do not run here cannot be chosen', async () => {
    user.chosen.push(/^ONNX Runtime CUDA$/);
    await vscode.commands.executeCommand('conll.chooseDevice');
    assert.match(user.messages.at(-1) ?? '', /^ONNX Runtime CUDA does not run here: .{10,}/);
    assert.strictEqual(settings().get('device'), 'auto');
  }).timeout(60_000);

  it('the GPU runtime says what it needs and what of it is missing', async () => {
    user.chosen.push(/NVIDIA driver$/);
    await vscode.commands.executeCommand('conll.setUpGpu');
    const [list = []] = user.lists;
    assert.ok(
      list.some((line) => line.startsWith('Install with libtensorflow 2.9.1')),
      list.join('\n'),
    );
    assert.ok(
      list.some((line) => /CUDA 1\d\.\d/.test(line)),
      list.join('\n'),
    );
    assert.match(user.messages.at(-1) ?? '', /^NVIDIA driver: /);
  }).timeout(60_000);

  it('a setup of the GPU runtime can be cancelled, and leaves nothing', async () => {
    user.chosen.push(/^Install with libtensorflow/);
    user.cancels = () => true;
    await vscode.commands.executeCommand('conll.setUpGpu');
    const word = user.messages.at(-1) ?? '';
    assert.match(word, process.platform === 'linux' ? /was cancelled\. Nothing is installed/ : /is for Linux/);
  }).timeout(60_000);
});
