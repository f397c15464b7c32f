import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runNameProblem } from '../../../../../src/protocol/panel';
import { lockRun } from '../../../../../src/training/runs/runLock';
import {
  deletedRuns,
  deleteRuns,
  renameRun,
  restoreRuns,
  starRun,
} from '../../../../../src/vscode/training/panel/compare/runFolders';
import { RunsReader } from '../../../../../src/vscode/training/runsReader';
import { config } from '../../trainerStandIn';

let runs: string;
let reader: RunsReader;

async function makeRun(name: string, state: string): Promise<void> {
  await mkdir(path.join(runs, name));
  const file = path.join(runs, name, 'config.json');
  await writeFile(file, JSON.stringify({ ...config, name }));
  await utimes(file, 1_700_000_000, 1_700_000_000);
  const status = { state, step: 3, steps: 10, pid: 1, updated: new Date().toISOString() };
  await writeFile(path.join(runs, name, 'status.json'), JSON.stringify(status));
}

beforeEach(async () => {
  runs = await mkdtemp(path.join(os.tmpdir(), 'conll-runs-'));
  reader = new RunsReader(runs);
  await makeRun('first', 'finished');
  await makeRun('second', 'stopped');
});
afterEach(() => rm(runs, { recursive: true }));

describe('a star', () => {
  it('is in the run folder, where every reader finds it', async () => {
    await starRun(path.join(runs, 'first'), true);
    const { changed } = await reader.read();
    expect(changed.map(({ name, starred }) => [name, starred])).toEqual([
      ['first', true],
      ['second', undefined],
    ]);
    await starRun(path.join(runs, 'first'), false);
    await starRun(path.join(runs, 'second'), false);
    expect((await reader.read()).changed).toMatchObject([{ name: 'first' }]);
  });

  it('stays on a run that cannot be read', async () => {
    await writeFile(path.join(runs, 'second/config.json'), '{"version":2}');
    await starRun(path.join(runs, 'second'), true);
    expect((await reader.read()).changed.at(-1)).toMatchObject({ starred: true, damage: expect.stringContaining('2') });
  });
});

describe('another name', () => {
  it('is the folder’s and its config’s, and leaves the run’s time as it was', async () => {
    const before = (await reader.read()).changed.find(({ name }) => name === 'first');
    await renameRun(runs, 'first', 'baseline, Ünal');
    const { changed, removed } = await reader.read();
    expect(removed).toEqual(['first']);
    expect(changed).toMatchObject([{ name: 'baseline, Ünal', state: 'finished', created: before?.created }]);
    expect(changed[0]?.config?.name).toBe('baseline, Ünal');
    await renameRun(runs, 'baseline, Ünal', 'Baseline, Ünal');
    expect(await readdir(runs)).toContain('Baseline, Ünal');
  });

  it('is refused where it is taken or none, or the run is at work or gone; nothing changes then', async () => {
    // Its trainer was started just now and has not said a word.
    await makeRun('busy', 'finished');
    await rm(path.join(runs, 'busy/status.json'));
    await utimes(path.join(runs, 'busy/config.json'), new Date(), new Date());
    await expect(renameRun(runs, 'first', 'SECOND')).rejects.toThrow('There is a run named second already');
    await expect(renameRun(runs, 'first', 'a/b')).rejects.toThrow('A name is a folder’s');
    await expect(renameRun(runs, 'gone', 'other')).rejects.toThrow('The folder of gone is not there any more');
    await expect(renameRun(runs, 'busy', 'other')).rejects.toThrow(/busy is at work .* is not renamed\. Stop it/);
    expect((await readdir(runs)).sort()).toEqual(['busy', 'first', 'second']);
  });

  it('is refused, and deletion too, while a trainer works on a run whose status is damaged', async () => {
    await writeFile(path.join(runs, 'second/status.json'), '{"state": "trai');
    const unlock = await lockRun(path.join(runs, 'second'));
    await expect(renameRun(runs, 'second', 'other')).rejects.toThrow('second is at work');
    await expect(deleteRuns(runs, ['second'])).rejects.toThrow('second is at work');
    await unlock();
    await renameRun(runs, 'second', 'other');
    expect((await readdir(runs)).sort()).toEqual(['first', 'other']);
  });

  it('leaves a damaged file of the run as it is', async () => {
    await writeFile(path.join(runs, 'second/config.json'), '{"version": 1, "na');
    await renameRun(runs, 'second', 'third');
    expect(await readFile(path.join(runs, 'third/config.json'), 'utf8')).toBe('{"version": 1, "na');
  });

  it.each([
    ...['', ' a', 'a.', '.a', 'a:b', 'a\nb', 'nul', 'COM1', 'Aux.run', 'lpt9.a.b'],
    ...['x'.repeat(201), '長'.repeat(67)],
  ])('cannot be %j', (name) => {
    expect(runNameProblem(name, [])).toBeDefined();
  });

  it.each(['console', 'COM', 'a.con', 'x'.repeat(200), '長'.repeat(66)])('can be %j', (name) => {
    expect(runNameProblem(name, [])).toBeUndefined();
  });
});

describe('deleted runs', () => {
  it('can be restored as they were, also one of the same name', async () => {
    await deleteRuns(runs, ['first', 'second']);
    expect((await reader.read()).changed).toEqual([]);
    await makeRun('first', 'failed');
    await deleteRuns(runs, ['first']);
    const deleted = await deletedRuns(runs);
    expect(deleted.map(({ name }) => name)).toEqual(['first', 'first-2', 'second']);
    expect(deleted.every(({ size }) => size > 100)).toBe(true);
    await restoreRuns(runs, ['first-2', 'first', 'second']);
    const states = (await reader.read()).changed.map(({ name, state, config: { name: own } = config }) => [
      name,
      own,
      state,
    ]);
    expect(states.sort()).toEqual([
      ['first', 'first', 'finished'],
      ['first-2', 'first-2', 'failed'],
      ['second', 'second', 'stopped'],
    ]);
    expect(await deletedRuns(runs)).toEqual([]);
  });

  it('get back the name that they had, where it is free', async () => {
    await deleteRuns(runs, ['first']);
    await makeRun('First', 'failed');
    await deleteRuns(runs, ['First']);
    expect((await deletedRuns(runs)).map(({ name }) => name).sort()).toEqual(['First-2', 'first']);
    await restoreRuns(runs, ['First-2']);
    expect((await readdir(runs)).sort()).toEqual(['.deleted', 'First', 'second']);
    const whole = JSON.parse(await readFile(path.join(runs, 'First/config.json'), 'utf8'));
    expect(whole.name).toBe('First');
  });

  it('that are not there any more are named, and the others come back', async () => {
    await deleteRuns(runs, ['first', 'second']);
    await rm(path.join(runs, '.deleted/first'), { recursive: true });
    await expect(restoreRuns(runs, ['first', 'second'])).rejects.toThrow('first: not restored, because the folder');
    expect((await readdir(runs)).sort()).toEqual(['.deleted', 'second']);
  });

  it('are none where one of them is at work', async () => {
    await rm(path.join(runs, 'second/status.json'));
    await utimes(path.join(runs, 'second/config.json'), new Date(), new Date());
    await expect(deleteRuns(runs, ['first', 'second'])).rejects.toThrow('second is at work');
    expect((await stat(path.join(runs, 'first'))).isDirectory()).toBe(true);
  });

  it('stay where another run has their name now, and the others come back', async () => {
    await deleteRuns(runs, ['first', 'second']);
    await makeRun('first', 'failed');
    await expect(restoreRuns(runs, ['first', 'second'])).rejects.toThrow('first: not restored');
    expect((await readdir(runs)).sort()).toEqual(['.deleted', 'first', 'second']);
    expect(await deletedRuns(runs)).toMatchObject([{ name: 'first' }]);
  });
});
