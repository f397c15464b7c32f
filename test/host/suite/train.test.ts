import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { RunConfig } from '../../../src/protocol/run';
import { UserAnswers } from '../userAnswers';
import { until, workspaceFolder } from '../workspaceFiles';

const SENTENCES = `Ada B-PER
Lovelace I-PER
lived O
in O
London B-LOC
. O

Oslo B-LOC
is O
a O
city O
. O
`;

describe('training with one click', () => {
  const folder = workspaceFolder().fsPath;
  const runs = path.join(folder, '.conll-distill/runs');
  let user: UserAnswers;

  beforeEach(async () => {
    user = new UserAnswers();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    mkdirSync(path.join(folder, 'data'), { recursive: true });
    for (const name of ['train', 'distilled', 'dev', 'test']) writeFileSync(data(name), SENTENCES);
  });

  afterEach(() => {
    user.restore();
    for (const name of ['data', '.conll-distill/runs', 'student']) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  });

  const data = (name: string): string => path.join(folder, 'data', `${name}.conll`);
  const train = () => vscode.commands.executeCommand('conll.train');
  const ended = () => until('the end of the run', () => user.messages.at(-1), 50_000);
  const configOf = (name: string): RunConfig => JSON.parse(readFileSync(path.join(runs, name, 'config.json'), 'utf8'));

  /** A run that was made before, by a student small enough for a test. */
  function earlierRun(steps: number): RunConfig {
    const student = path.join(folder, 'student');
    const script = path.join(extensionFolder(), 'scripts/make-tiny-bert.mjs');
    execFileSync(process.execPath, [script, student]);
    const run: RunConfig = {
      ...{ version: 1, name: 'earlier', original: [data('train')], distilled: [data('distilled')], test: data('test') },
      ...{ model: student, blend: { name: 'linear' }, steps, batchSize: 2, learningRate: 1e-3, seed: 5 },
      ...{ learningRateSchedule: 'constant', warmup: 0, weightDecay: 0, clipNorm: 1, dropout: 0, maxLength: 64 },
      ...{ device: 'onnx-cpu', evaluateEvery: 1000 },
    };
    mkdirSync(path.join(runs, 'earlier'), { recursive: true });
    writeFileSync(path.join(runs, 'earlier/config.json'), JSON.stringify(run));
    return run;
  }

  it('does the last run again under a new name, and says its F1', async () => {
    const earlier = earlierRun(2);
    await train();
    assert.match(await ended(), /^linear-[-\d]+ has finished: F1 \d\.\d{3}\.$/);
    const [name = ''] = readdirSync(runs).filter((found) => found !== 'earlier');
    assert.deepStrictEqual(configOf(name), { ...earlier, name });
    const report = JSON.parse(readFileSync(path.join(runs, name, 'report.json'), 'utf8'));
    assert.ok('PER' in report.test.types);
  });

  it('stops when cancelled, with a checkpoint to go on from', async () => {
    earlierRun(100_000);
    user.cancels = () => true;
    await train();
    assert.match(await ended(), /is stopped and saved/);
    const [name = ''] = readdirSync(runs).filter((found) => found !== 'earlier');
    assert.ok(existsSync(path.join(runs, name, 'checkpoint')));
  });

  it("takes the product's defaults over the files found by name when there is no run yet", async () => {
    user.cancels = () => true;
    await train();
    const [name = ''] = readdirSync(runs);
    const { original, distilled, dev, test, blend, model } = configOf(name);
    assert.deepStrictEqual(
      { original, distilled, dev, test },
      { original: [data('train')], distilled: [data('distilled')], dev: data('dev'), test: data('test') },
    );
    assert.strictEqual(blend.name, 'simple-mix');
    assert.strictEqual(model, path.join(extensionFolder(), 'media/models/minilm-l6'));
    await ended();
  });

  it('says what failed and why', async () => {
    const { model } = earlierRun(2);
    writeFileSync(path.join(model, 'model.safetensors'), 'no tensors');
    await train();
    assert.match(await ended(), /^linear-[-\d]+ has failed: .*safetensors/s);
  });
});

function extensionFolder(): string {
  const extension = vscode.extensions.getExtension('conll-distill.conll-distill');
  assert.ok(extension, 'the extension is not there');
  return extension.extensionPath;
}
