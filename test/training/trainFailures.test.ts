import { existsSync, symlinkSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunConfig, RunStatus } from '../../src/protocol/run';
import { parseRunStatus } from '../../src/protocol/runFolder';
import type { TrainerToHost } from '../../src/protocol/trainer';
import { prepareRun, type TrainHooks, TrainingError, train } from '../../src/training';
import { makeToyFolder, type ToyFolder } from './toyRun';

let toy: ToyFolder;
beforeEach(async () => {
  toy = await makeToyFolder();
});
afterEach(() => toy.remove());

const prepare = (change: Partial<RunConfig> = {}) =>
  prepareRun({ ...toy.config, ...change }, path.join(toy.folder, 'runs'));

/** Trains, expecting a failure that is told alike by the error and by the status on disk. */
async function failureOf(runFolder: string, hooks: TrainHooks = {}): Promise<string> {
  const error = await train(runFolder, hooks).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TrainingError);
  const status = parseRunStatus(await readFile(path.join(runFolder, 'status.json'), 'utf8'));
  expect(status).toMatchObject({ state: 'failed', error: error instanceof Error ? error.message : '' });
  expect(status.error).not.toContain('\n');
  return status.error ?? '';
}

describe('train says what is wrong with', () => {
  it('a folder that holds no run, and writes nothing into it', async () => {
    const folder = path.join(toy.folder, 'empty');
    await mkdir(folder);
    await expect(train(folder)).rejects.toThrow(`${folder} is not a run folder: it has no config.json`);
    expect(await readdir(folder)).toEqual([]);
    await expect(train(path.join(folder, 'nowhere'))).rejects.toThrow('is not a run folder');
  });

  it('a damaged config', async () => {
    const runFolder = await prepare();
    await writeFile(path.join(runFolder, 'config.json'), '{ "version": 1, ');
    expect(await failureOf(runFolder)).toMatch(/config\.json: not JSON/);
  });

  it('a missing data file', async () => {
    const missing = path.join(toy.folder, 'missing.conll');
    expect(await failureOf(await prepare({ test: missing }))).toBe(`${missing} does not exist. Check the path.`);
  });

  it('a pool that its schedule needs and does not have', async () => {
    const error = await failureOf(await prepare({ distilled: [] }));
    expect(error).toMatch(/The blend schedule linear draws distilled sentences, and the run has none\. Choose/);
  });

  it('a missing student', async () => {
    const model = path.join(toy.folder, 'nowhere');
    expect(await failureOf(await prepare({ model }))).toContain(model);
  });

  it('a student without weights', async () => {
    await rm(path.join(toy.config.model, 'model.safetensors'));
    expect(await failureOf(await prepare())).toMatch(/model\.safetensors/);
  });

  it('a student without a vocabulary', async () => {
    await rm(path.join(toy.config.model, 'vocab.txt'));
    expect(await failureOf(await prepare())).toMatch(/neither tokenizer\.json nor vocab\.txt/);
  });

  it('a student of another architecture', async () => {
    const file = path.join(toy.config.model, 'config.json');
    const config: object = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...config, model_type: 'roberta', architectures: ['RobertaModel'] }));
    expect(await failureOf(await prepare())).toMatch(/roberta/i);
  });

  it('a student whose weights are damaged', async () => {
    const file = path.join(toy.config.model, 'model.safetensors');
    await truncate(file, 20_000);
    expect(await failureOf(await prepare())).toContain(file);
    await writeFile(file, Buffer.from('ffffffffffffff7f7b7d', 'hex'));
    const runFolder = await prepare({ name: 'header' });
    expect(await failureOf(runFolder)).toContain(file);
  });

  it('a training that diverges', async () => {
    const warnings: string[] = [];
    const onWarning = (warning: string) => warnings.push(warning);
    const error = await failureOf(await prepare({ learningRate: 1e30, warmup: 0 }), { onWarning });
    expect(error).toMatch(
      /^At step \d+ the (loss|gradient) is no longer a number.*lower learning rate \(here 1e\+30\)/,
    );
    const [step] = /(?<=At step )\d+/.exec(error) ?? [];
    const [sentences] = warnings.filter((warning) => warning.startsWith(`The sentences of step ${step}: `));
    expect(sentences?.match(/train\.conll:\d+|llm\.conll:\d+/g)).toHaveLength(toy.config.batchSize);
  });

  it('a run in which another trainer is at work, leaving its status alone', async () => {
    const runFolder = await prepare({ steps: 3 });
    const outcomes = await Promise.allSettled([train(runFolder), train(runFolder)]);
    const refusal = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(String(refusal?.reason)).toContain(`Process ${process.pid} is training in ${runFolder} already`);
    expect(outcomes.find((outcome) => outcome.status === 'fulfilled')?.value).toMatchObject({ state: 'finished' });
  });
});

describe('a full disk', () => {
  /** Every write to this device fails as on a full disk. */
  const full = '/dev/full';
  const itFills = it.runIf(existsSync(full));
  const predictions = (folder: string) => readFile(path.join(folder, 'predictions.conll'), 'utf8');

  const fill = (runFolder: string) => symlinkSync(full, path.join(runFolder, 'checkpoint/moments-10.safetensors.new'));
  const isStep = (message: TrainerToHost, step: number) =>
    message.type === 'metrics' && message.line.kind === 'step' && message.line.step === step;

  itFills('pauses the run, which goes on by itself when there is room', async () => {
    const whole = await prepare({ name: 'whole' });
    await train(whole);
    const runFolder = await prepare();
    const states: RunStatus[] = [];
    const onMessage = (message: TrainerToHost) => {
      // While the second checkpoint's moments are written. A failed write removes what it could not write.
      if (isStep(message, 7)) fill(runFolder);
      if (message.type === 'status') states.push(message.status);
    };
    expect(await train(runFolder, { onMessage, diskRetry: 20 })).toMatchObject({ state: 'finished' });
    const paused = states.filter(({ state }) => state === 'paused');
    expect(paused).toHaveLength(1);
    expect(paused[0]?.error).toMatch(/^The disk is full .*Free some space/);
    expect(states[states.findIndex(({ state }) => state === 'paused') + 1]).toMatchObject({ state: 'training' });
    expect(states.at(-1)?.error).toBeUndefined();
    expect(await predictions(runFolder)).toBe(await predictions(whole));
  });

  itFills('fails a paused run that is stopped; it goes on from its last checkpoint', async () => {
    const whole = await prepare({ name: 'whole' });
    await train(whole);
    const runFolder = await prepare();
    const stop = new AbortController();
    const error = failureOf(runFolder, {
      diskRetry: 20,
      signal: stop.signal,
      onMessage: (message) => {
        const isPaused = message.type === 'status' && message.status.state === 'paused';
        if (isStep(message, 7) || isPaused) fill(runFolder);
        if (isPaused) stop.abort();
      },
    });
    expect(await error).toMatch(/^The disk is full .*from its last checkpoint/);
    const position = await readFile(path.join(runFolder, 'checkpoint/position.json'), 'utf8');
    expect(JSON.parse(position)).toMatchObject({ step: 5 });
    expect(await train(runFolder)).toMatchObject({ state: 'finished' });
    expect(await predictions(runFolder)).toBe(await predictions(whole));
  });

  // Root may write anywhere.
  it.skipIf(process.getuid?.() === 0)('is told from a folder that may not be written', async () => {
    const runFolder = await prepare();
    await chmod(runFolder, 0o500);
    await expect(train(runFolder)).rejects.toThrow(/permission was denied/);
    await chmod(runFolder, 0o700);
  });
});
