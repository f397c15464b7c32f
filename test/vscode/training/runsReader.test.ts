import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunStatus } from '../../../src/protocol/run';
import { RunsReader } from '../../../src/vscode/training/runsReader';
import { config } from './trainerStandIn';

let runs: string;
beforeEach(async () => {
  runs = await mkdtemp(path.join(os.tmpdir(), 'conll-runs-'));
});
const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) child.kill();
  await rm(runs, { recursive: true, force: true });
});

/** A process with a run's folder among its arguments, as a trainer has. */
async function trainerOf(run: string): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', path.join(runs, run)]);
  started.push(child);
  await once(child, 'spawn');
  return child.pid ?? 0;
}

const write = async (run: string, file: string, content: object | string) => {
  await mkdir(path.join(runs, run), { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await writeFile(path.join(runs, run, file), text);
};
const status = (change: Partial<RunStatus> = {}): RunStatus => ({
  state: 'training',
  step: 1,
  steps: 10,
  pid: process.pid,
  updated: new Date().toISOString(),
  ...change,
});
const states = async (reader: RunsReader) => {
  const { changed, removed } = await reader.read();
  return { changed: changed.map(({ name, state }) => `${name} ${state}`), removed };
};

it('says nothing about a folder that is not there', async () => {
  expect(await states(new RunsReader(path.join(runs, 'none')))).toEqual({ changed: [], removed: [] });
});

it('tells a run once, then what changes, then that it is gone', async () => {
  const reader = new RunsReader(runs);
  await write('a', 'config.json', config);
  await write('no-run', 'notes.txt', 'x');
  expect(await states(reader)).toEqual({ changed: ['a starting'], removed: [] });
  expect(await states(reader)).toEqual({ changed: [], removed: [] });
  await write('a', 'status.json', status({ pid: await trainerOf('a') }));
  expect(await states(reader)).toEqual({ changed: ['a training'], removed: [] });
  await rm(path.join(runs, 'a'), { recursive: true });
  expect(await states(reader)).toEqual({ changed: [], removed: ['a'] });
});

it('tells everything again to a page that was loaded anew', async () => {
  const reader = new RunsReader(runs);
  await write('a', 'config.json', config);
  await reader.read();
  reader.forgetTold();
  expect((await states(reader)).changed).toEqual(['a starting']);
});

it('knows a run whose process is gone, or from before the machine was started', async () => {
  await write('gone', 'config.json', config);
  await write('gone', 'status.json', status({ pid: 2 ** 30 }));
  // Alive, but it is this process and no trainer.
  await write('other', 'config.json', config);
  await write('other', 'status.json', status());
  await write('old', 'config.json', config);
  await write('old', 'status.json', status({ updated: new Date(2001, 1, 1).toISOString() }));
  await write('ended', 'config.json', config);
  await write('ended', 'status.json', status({ state: 'finished', pid: 2 ** 30 }));
  expect((await states(new RunsReader(runs))).changed.sort()).toEqual([
    'ended finished',
    'gone interrupted',
    'old interrupted',
    'other interrupted',
  ]);
});

it('knows a run whose trainer never said a word', async () => {
  await write('mute', 'config.json', config);
  await utimes(path.join(runs, 'mute', 'config.json'), 1000, 1000);
  expect((await states(new RunsReader(runs))).changed).toEqual(['mute interrupted']);
});

it('shows a damaged run with what is wrong, beside the others', async () => {
  await write('bad', 'config.json', '{"version": 1');
  await write('good', 'config.json', config);
  const { changed } = await new RunsReader(runs).read();
  expect(changed.find(({ name }) => name === 'bad')?.damage).toContain('config.json: not JSON');
  expect(changed.find(({ name }) => name === 'good')?.config).toEqual(config);
});

it('tells the last lines of the log', async () => {
  await write('a', 'trainer.log', 'one\ntwo\nthree\n');
  const reader = new RunsReader(runs).reader('a');
  expect(await reader.logTail(2)).toBe('two\nthree');
});

it('sees what is made or replaced in the folder of a run that ended long ago', async () => {
  const reader = new RunsReader(runs);
  await write('a', 'config.json', config);
  await write('a', 'status.json', status({ state: 'finished' }));
  const old = new Date(2020, 1, 1);
  await utimes(path.join(runs, 'a'), old, old);
  expect((await states(reader)).changed).toEqual(['a finished']);
  expect((await states(reader)).changed).toEqual([]);
  await write('a', 'starred', '');
  expect((await reader.read()).changed).toMatchObject([{ name: 'a', starred: true }]);
  await write('a', 'new.json', status({ state: 'stopped' }));
  await rename(path.join(runs, 'a/new.json'), path.join(runs, 'a/status.json'));
  expect((await states(reader)).changed).toEqual(['a stopped']);
});
