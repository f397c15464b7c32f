import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRun, freeRunFolder } from '../../scripts/start/findRun.mjs';

let folder: string;
let runs: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'conll-distill-runs-'));
  runs = path.join(folder, 'runs');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const data = () => path.join(folder, 'original.conll');
const wanted = () => ({ original: [data()], blend: { name: 'original' }, steps: 10 });

/** A run begun after its data file was written. */
async function makeRun(name: string, files: Record<string, unknown>): Promise<string> {
  await writeFile(data(), 'Ada B-PER\n');
  await utimes(data(), 1_000, 1_000);
  const run = path.join(runs, name);
  await mkdir(run, { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(path.join(run, file), JSON.stringify(content));
  return run;
}

describe('findRun', () => {
  it('finds nothing where nothing was trained', () => {
    expect(findRun(runs, wanted())).toBeUndefined();
  });

  it('knows a finished run by its config, whatever its name', async () => {
    const config = { ...wanted(), learningRate: 1e-4 };
    const run = await makeRun('some', {
      'config.json': config,
      'status.json': { state: 'finished' },
      'report.json': {},
    });
    expect(findRun(runs, wanted())).toEqual({ folder: run, finished: true });
  });

  it('goes on with a run that was stopped, killed before its report, or had only its config', async () => {
    for (const files of [{ 'status.json': { state: 'stopped' } }, { 'status.json': { state: 'finished' } }, {}]) {
      const run = await makeRun('half', { 'config.json': wanted(), ...files });
      expect(findRun(runs, wanted())).toEqual({ folder: run, finished: false });
      await rm(run, { recursive: true });
    }
  });

  it('does not take a run of another configuration, nor one with a broken config', async () => {
    await makeRun('longer', { 'config.json': { ...wanted(), steps: 11 } });
    await makeRun('blend', { 'config.json': { ...wanted(), blend: { name: 'original', share: 0.1 } } });
    const broken = await makeRun('broken', {});
    await writeFile(path.join(broken, 'config.json'), '{"steps": 1');
    expect(findRun(runs, wanted())).toBeUndefined();
  });

  it('does not take a run whose data changed after it began, or is gone', async () => {
    await makeRun('old', { 'config.json': wanted() });
    await utimes(data(), Date.now() / 1000 + 60, Date.now() / 1000 + 60);
    expect(findRun(runs, wanted())).toBeUndefined();
    await rm(data());
    expect(findRun(runs, wanted())).toBeUndefined();
  });
});

describe('freeRunFolder', () => {
  it('never names a folder that stands', async () => {
    expect(freeRunFolder(runs, 'original')).toBe(path.join(runs, 'original'));
    await makeRun('original', {});
    await makeRun('original-2', {});
    expect(freeRunFolder(runs, 'original')).toBe(path.join(runs, 'original-3'));
  });
});
