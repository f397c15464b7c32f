import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunConfig } from '../../src/protocol/run';
import { parseRunStatus } from '../../src/protocol/runFolder';
import { prepareRun, train } from '../../src/training';
import { modelFolder } from '../../src/training/modelFolder';
import { FakeHub, filesOf } from './hub/fakeHub';
import { makeToyFolder, type ToyFolder } from './toyRun';

const commit = 'c0ffee'.padEnd(40, '0');
const newer = 'c0ffee'.padEnd(40, '1');
const name = 'someone/tiny-bert';

let toy: ToyFolder;
let hub: FakeHub;

beforeEach(async () => {
  toy = await makeToyFolder();
  hub = new FakeHub();
  hub.models.set(name, { commit, files: await filesOf(toy.config.model) });
  await hub.start();
  vi.stubEnv('HF_ENDPOINT', hub.endpoint);
  vi.stubEnv('HF_HUB_CACHE', path.join(toy.folder, 'hub'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await hub.stop();
  await toy.remove();
});

const prepare = (change: Partial<RunConfig> = {}) =>
  prepareRun({ ...toy.config, model: name, steps: 3, name: 'named', ...change }, path.join(toy.folder, 'runs'));
const read = (runFolder: string, file: string) => readFile(path.join(runFolder, file), 'utf8');

it('tells how far the download is', async () => {
  const told: string[] = [];
  const folder = await modelFolder(name, {
    signal: new AbortController().signal,
    onNote: () => undefined,
    store: { pinnedModel: async () => undefined, pinModel: async () => undefined },
    progress: { does: async (doing) => void told.push(doing) },
  });
  expect(folder).toContain(commit);
  expect(told[0]).toBe(`Downloading ${name}: config.json, 0.0 of 0.0 MB`);
  expect(told.at(-1)).toBe(`Downloading ${name}: model.safetensors, 0.1 of 0.1 MB`);
});

/** Whether a part of a download has reached the disk. */
async function begun(): Promise<boolean> {
  const blobs = path.join(toy.folder, 'hub', 'models--someone--tiny-bert', 'blobs');
  const parts = (await readdir(blobs).catch(() => [])).filter((name) => name.endsWith('.part'));
  const sizes = await Promise.all(parts.map(async (name) => (await stat(path.join(blobs, name))).size));
  return hub.storageRanges.length > 0 && sizes.some((size) => size > 0);
}

describe('a run of a model of the hub', () => {
  it('downloads it and keeps its commit', async () => {
    const runFolder = await prepare();
    const notes: string[] = [];
    expect(await train(runFolder, { onNote: (note) => notes.push(note) })).toMatchObject({ state: 'finished' });
    expect(JSON.parse(await read(runFolder, 'model.json'))).toEqual({ name, commit });
    expect(notes[0]).toBe(`${name} is as of commit ${commit}.`);
  });

  it('stopped before its first step, goes on with the same commit', async () => {
    const runFolder = await prepare();
    const stop = new AbortController();
    const status = await train(runFolder, {
      signal: stop.signal,
      // The commit is told once the model is there, before it is read.
      onNote: (note) => note.includes('commit') && stop.abort(),
    });
    expect(status).toMatchObject({ state: 'stopped', step: 0 });
    await rm(path.join(runFolder, 'checkpoint'), { recursive: true });
    hub.models.set(name, { commit: newer, files: {} });
    expect(await train(runFolder)).toMatchObject({ state: 'finished' });
    expect(JSON.parse(await read(runFolder, 'model.json'))).toEqual({ name, commit });
  });

  it('can be stopped while it downloads', async () => {
    const runFolder = await prepare();
    const stop = new AbortController();
    hub.trouble = { stallAfter: 20_000 };
    const ended = train(runFolder, { signal: stop.signal });
    await vi.waitFor(async () => expect(await begun()).toBe(true), { timeout: 5000 });
    stop.abort();
    expect(await ended).toMatchObject({ state: 'stopped', step: 0 });
    expect(await train(runFolder)).toMatchObject({ state: 'finished' });
    expect(hub.storageRanges).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/)]);
  });

  it('fails with what is to be done when there is none of that name', async () => {
    const runFolder = await prepare({ model: 'someone/none' });
    await expect(train(runFolder)).rejects.toThrow('There is no folder someone/none, and no such model on 127.0.0.1');
    expect(parseRunStatus(await read(runFolder, 'status.json')).error).toContain('Check the name.');
    await expect(train(await prepare({ model: 'my model', name: 'other' }))).rejects.toThrow(
      'my model is neither the whole path of a folder nor the name of a model',
    );
  });
});
