import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunConfig } from '../../../src/protocol/run';
import { DEFAULT_RUN } from '../../../src/protocol/runDefaults';

/** The config of a run that has all that the schema asks for. */
export const config: RunConfig = {
  ...DEFAULT_RUN,
  version: 1,
  name: 'run',
  original: ['/data/original.conll'],
  distilled: ['/data/distilled.conll'],
  model: '/models/student',
  steps: 10,
};

/**
 * A process that keeps to the trainer's side of the agreement (status.json, stop by message and by SIGTERM) and trains
 * nothing, so that starting, stopping and finding trainers can be tested without a model.
 */
export async function writeTrainer(folder: string): Promise<string> {
  const file = path.join(folder, 'trainer.cjs');
  await writeFile(
    file,
    `const { writeFileSync, renameSync } = require('node:fs');
const folder = process.argv[2];
const enter = (state) => {
  const status = { state, step: 3, steps: 10, pid: process.pid, updated: new Date().toISOString() };
  writeFileSync(folder + '/status.json.new', JSON.stringify(status));
  renameSync(folder + '/status.json.new', folder + '/status.json');
  if (process.connected) process.send({ type: 'status', status }, undefined, undefined, () => {});
};
const stop = (how) => {
  console.log('stopped by ' + how);
  enter('stopped');
  clearTimeout(work);
  if (process.connected) process.disconnect();
};
process.on('SIGTERM', () => stop('SIGTERM'));
process.on('message', (message) => message.type === 'stop' && stop('message'));
console.log('electron as node: ' + process.env.ELECTRON_RUN_AS_NODE);
enter('training');
const work = setTimeout(() => process.exit(1), 20_000);
`,
  );
  return file;
}
