import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { workspaceFolder } from './workspaceFiles';

/** What the tiny student of the tests learns, in some sixty steps by heart. */
export const TAUGHT = 'Ada B-PER\nis O\nin O\nLondon B-LOC\n. O\n';

/**
 * Trains a tiny student of the workspace folder on `gold.conll` there, which has what is taught, by the trainer itself.
 * @returns the run folder's path from the workspace
 */
export function trainedRun(name: string, steps: number): string {
  const folder = workspaceFolder().fsPath;
  // From where the suites' bundles lie.
  const root = path.resolve(__dirname, '../../../../..');
  const student = path.join(folder, 'student');
  const words = ['ada', 'is', 'in', 'london'];
  execFileSync(process.execPath, [path.join(root, 'scripts/make-tiny-bert.mjs'), student, ...words]);
  const file = path.join(folder, 'gold.conll');
  writeFileSync(file, TAUGHT);
  const run = path.join(folder, '.conll-distill/runs', name);
  mkdirSync(run, { recursive: true });
  const config = {
    ...{ version: 1, name, original: [file], distilled: [], dev: file, model: student, blend: { name: 'original' } },
    ...{ steps, batchSize: 2, learningRate: 3e-3, seed: 5, learningRateSchedule: 'constant', warmup: 0 },
    ...{ weightDecay: 0, clipNorm: 1, dropout: 0, maxLength: 64, device: 'onnx-cpu', evaluateEvery: steps },
  };
  writeFileSync(path.join(run, 'config.json'), JSON.stringify(config));
  execFileSync(process.execPath, [path.join(root, 'dist/trainer.js'), run]);
  return `.conll-distill/runs/${name}`;
}
