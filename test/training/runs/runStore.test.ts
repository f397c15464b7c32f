import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunConfig } from '../../../src/protocol/run';
import { DEFAULT_RUN } from '../../../src/protocol/runDefaults';
import { prepareRun } from '../../../src/training/runs/prepareRun';
import { RunStore } from '../../../src/training/runs/runStore';

const config: RunConfig = {
  ...DEFAULT_RUN,
  version: 1,
  name: 'first',
  original: ['/data/train.conll'],
  distilled: [],
  model: '/models/bert',
  steps: 10,
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('prepareRun', () => {
  it('makes a folder named after the run, with its config', async () => {
    const runFolder = await prepareRun(config, path.join(folder, 'some/runs'));
    expect(runFolder).toBe(path.join(folder, 'some/runs/first'));
    expect(await new RunStore(runFolder).config()).toEqual(config);
  });

  it('refuses a name that is taken, or that leaves the folder', async () => {
    await prepareRun(config, folder);
    await expect(prepareRun(config, folder)).rejects.toThrow('There is a run named first');
    await expect(prepareRun({ ...config, name: '../out' }, folder)).rejects.toThrow('cannot be the name of a run');
  });

  it('says what hinders it', async () => {
    await writeFile(path.join(folder, 'file'), '');
    await expect(prepareRun(config, path.join(folder, 'file'))).rejects.toThrow(path.join(folder, 'file'));
  });
});

describe('RunStore', () => {
  it('says of a folder without a config that it holds no run', async () => {
    await expect(new RunStore(folder).config()).rejects.toThrow(`${folder} is not a run folder: it has no config.json`);
  });

  it('truncates metrics after a step, and repairs what a kill or a full disk left', async () => {
    const store = new RunStore(folder);
    const line = (step: number) =>
      ({
        kind: 'step',
        step,
        loss: 1,
        learningRate: 1,
        gradientNorm: 1,
        blend: 0,
        realisedBlend: 0,
        tokensPerSecond: 1,
        elapsed: 1,
      }) as const;
    await store.truncateMetrics(3);
    await store.appendMetrics({ kind: 'device', device: 'CPU', refused: [] });
    for (const step of [1, 2, 3, 4, 5]) await store.appendMetrics(line(step));
    const file = path.join(folder, 'metrics.jsonl');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, `${whole}{"kind":"st`);
    await store.truncateMetrics(3);
    expect(await readFile(file, 'utf8')).toBe(whole.split('\n').slice(0, 4).join('\n').concat('\n'));
    await writeFile(file, `${whole}{"kind":"st${JSON.stringify(line(6))}\n${JSON.stringify(line(7))}\n`);
    await store.truncateMetrics(9);
    expect(await readFile(file, 'utf8')).toBe(`${whole}${JSON.stringify(line(7))}\n`);
  });
});
