import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import type { MetricsLine } from '../../src/protocol/run';
import { parseMetrics, parseRunStatus } from '../../src/protocol/runFolder';
import type { TrainerToHost } from '../../src/protocol/trainer';
import { estimateEventSchema, eventIn, studentEventSchema } from '../../src/protocol/trainerCommands';
import { prepareRun } from '../../src/training';
import { makeToyFolder, type ToyFolder, testDevice } from './toyRun';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 });

/** Where it is killed has nothing to do with what computes its steps: another device shows that it comes back from there, too. */
const { kills, steps: killedSteps } = testDevice === 'onnx-cpu' ? { kills: 50, steps: 600 } : { kills: 10, steps: 120 };

let toy: ToyFolder;
let trainer = '';
let runs = '';

beforeAll(async () => {
  toy = await makeToyFolder();
  runs = path.join(toy.folder, 'runs');
  trainer = path.join(toy.folder, 'trainer.cjs');
  await build({
    entryPoints: ['src/training/trainerProcess.ts'],
    outfile: trainer,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  });
}, 30_000);
afterAll(() => toy.remove());

/** Starts the trainer; its packages are found in this project's node_modules. */
function start(...args: string[]): ChildProcess {
  const env = { ...process.env, NODE_PATH: path.resolve('node_modules') };
  return fork(trainer, args, { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
}

async function end(child: ChildProcess): Promise<{ code: unknown; signal: unknown; errors: string }> {
  const [errors, [code, signal]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'close')]);
  // TensorFlow greets there.
  const greetings = /^(WARNING: All log messages before absl|[IW]\d{4} ).*\n/gm;
  return { code, signal, errors: errors.replace(greetings, '') };
}

const statusOf = async (runFolder: string) =>
  parseRunStatus(await readFile(path.join(runFolder, 'status.json'), 'utf8'));

/** Resolves when the trainer has made a step. */
function stepMade(child: ChildProcess, step: number): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message: TrainerToHost) => {
      if (message.type === 'metrics' && message.line.kind === 'step' && message.line.step === step) resolve();
    });
  });
}

/** Resolves when the trainer has made its first step, whichever it is. */
function firstStep(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message: TrainerToHost) => {
      if (message.type === 'metrics' && message.line.kind === 'step') resolve();
    });
  });
}

/** The events that a command of the trainer printed. */
async function eventsOf<T>(schema: z.ZodType<T>, ...args: string[]): Promise<T[]> {
  const child = start(...args);
  const printed = child.stdout ? text(child.stdout) : '';
  await end(child);
  return (await printed).split('\n').flatMap((line) => eventIn(schema, line) ?? []);
}

describe('the trainer as a command', () => {
  it('tells what a student is, or why it is none', async () => {
    const [told] = await eventsOf(studentEventSchema, '--student', toy.config.model);
    expect(told).toMatchObject({ event: 'student', facts: { layers: 2, lowercase: true } });
    const [refused] = await eventsOf(studentEventSchema, '--student', toy.folder);
    expect(refused).toMatchObject({ event: 'failed', message: expect.stringContaining('config.json') });
  });

  it('makes three steps to tell what a run would take, and writes nothing', async () => {
    const file = await toy.write('estimate.json', JSON.stringify({ ...toy.config, steps: 1000 }));
    const before = await readdir(toy.folder);
    const [told] = await eventsOf(estimateEventSchema, '--estimate', file);
    if (told?.event !== 'estimate') throw new Error(JSON.stringify(told));
    const { seconds, secondsPerStep, secondsPerEvaluation = 0, memory } = told.estimate;
    expect(seconds).toBeGreaterThanOrEqual(1000 * secondsPerStep + 200 * secondsPerEvaluation);
    expect(secondsPerStep).toBeGreaterThan(0);
    expect(memory).toBeGreaterThan(10e6);
    expect(await readdir(toy.folder)).toEqual(before);
    const none = await toy.write('no-files.json', JSON.stringify({ ...toy.config, original: [], distilled: [] }));
    const [refused] = await eventsOf(estimateEventSchema, '--estimate', none);
    expect(refused).toMatchObject({ event: 'failed', message: expect.stringContaining('no files to train on') });
  });

  it('trains runs one after another, without those that were taken out of the queue', async () => {
    const names = ['first', 'taken', 'last'];
    const steps = (name: string) => (name === 'first' ? 400 : 3);
    const folders: string[] = [];
    for (const name of names) folders.push(await prepareRun({ ...toy.config, name, steps: steps(name) }, runs));
    const [first = '', taken = '', last = ''] = folders;
    const queue = start('--queue', ...folders);
    const ended = end(queue);
    const state = async (folder: string) => (await statusOf(folder).catch(() => undefined))?.state;
    await vi.waitUntil(async () => (await state(first)) === 'training', { timeout: 20_000 });
    expect(await statusOf(last)).toMatchObject({ state: 'queued', pid: queue.pid });
    const queued = await statusOf(taken);
    await writeFile(path.join(taken, 'status.json'), JSON.stringify({ ...queued, state: 'stopped' }));
    process.kill((await statusOf(first)).pid, 'SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
    expect(await Promise.all(folders.map(state))).toEqual(['stopped', 'stopped', 'finished']);
  });
});

describe('the trainer process', () => {
  it('tells how it goes and ends with 0', async () => {
    const runFolder = await prepareRun({ ...toy.config, steps: 3 }, runs);
    const child = start(runFolder);
    const messages: TrainerToHost[] = [];
    child.on('message', (message: TrainerToHost) => messages.push(message));
    expect(await end(child)).toEqual({ code: 0, signal: null, errors: '' });
    expect(messages.filter(({ type }) => type === 'report')).toHaveLength(1);
    expect(messages.at(-1)).toMatchObject({ type: 'status', status: { state: 'finished', pid: child.pid } });
  });

  it('says in one line what it cannot do and ends with 1', async () => {
    const child = start(path.join(runs, 'nowhere'));
    const { code, errors } = await end(child);
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([expect.stringContaining('nowhere is not a run folder')]);
  });

  it.each(['a message', 'SIGTERM'])('saves and ends when it is asked to by %s', async (how) => {
    const runFolder = await prepareRun({ ...toy.config, name: `stopped by ${how}`, steps: 5000 }, runs);
    const child = start(runFolder);
    await stepMade(child, 3);
    if (how === 'SIGTERM') child.kill('SIGTERM');
    else child.send({ type: 'stop' });
    expect(await end(child)).toMatchObject({ code: 0 });
    const status = await statusOf(runFolder);
    expect(status.state).toBe('stopped');
    const position = JSON.parse(await readFile(path.join(runFolder, 'checkpoint/position.json'), 'utf8'));
    expect(position).toMatchObject({ step: status.step });
  });

  it('trains on when its host goes away', async () => {
    const runFolder = await prepareRun({ ...toy.config, name: 'orphan', steps: 60 }, runs);
    const child = start(runFolder);
    await stepMade(child, 1);
    child.disconnect();
    child.stdout?.destroy();
    child.stderr?.destroy();
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(await statusOf(runFolder)).toMatchObject({ state: 'finished' });
  });

  it(`goes on bit for bit after being killed at ${kills} random moments`, async () => {
    const config = { ...toy.config, steps: killedSteps, evaluateEvery: 4 };
    const whole = await prepareRun({ ...config, name: 'whole' }, runs);
    expect(await end(start(whole))).toMatchObject({ code: 0 });
    const killed = await prepareRun({ ...config, name: 'killed' }, runs);
    const random = xoroshiro128plus(50);
    for (let attempt = 0; attempt < kills; attempt++) {
      const child = start(killed);
      const ended = end(child);
      // Sometimes before it trains, mostly while it does: steps, evaluations and checkpoints take turns in this time.
      if (attempt % 5 !== 4) await Promise.race([firstStep(child), ended]);
      await Promise.race([wait(uniformInt(random, 0, 60)), ended]);
      child.kill('SIGKILL');
      expect(await ended).toMatchObject({ signal: 'SIGKILL' });
    }
    expect(await end(start(killed))).toMatchObject({ code: 0 });
    const lines = async (folder: string) =>
      parseMetrics(await readFile(path.join(folder, 'metrics.jsonl'), 'utf8'))
        .filter((line) => line.kind !== 'device')
        .map((line: MetricsLine) =>
          line.kind === 'step' ? { ...line, elapsed: 0, tokensPerSecond: 0, memory: 0 } : line,
        );
    expect(await lines(killed)).toEqual(await lines(whole));
    for (const file of ['predictions.conll', 'status.json', 'report.json']) {
      const read = async (folder: string) => readFile(path.join(folder, file), 'utf8');
      if (file === 'predictions.conll') expect(await read(killed)).toBe(await read(whole));
      else expect(Object.keys(JSON.parse(await read(killed)))).toEqual(Object.keys(JSON.parse(await read(whole))));
    }
  }, 240_000);
});
