import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDurably } from '../../../src/training/runs/durableFile';
import { explainError } from '../../../src/training/runs/systemError';

describe('writeDurably', () => {
  let folder = '';
  let file = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'conll-durable-'));
    file = path.join(folder, 'file');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('replaces a file', async () => {
    await writeFile(file, 'old');
    await writeDurably(file, (handle) => handle.writeFile('new'));
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('is not disturbed by what a killed process left', async () => {
    await writeFile(`${file}.new`, 'half of a longer content');
    await writeDurably(file, (handle) => handle.writeFile('new'));
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  it('keeps the old file, and leaves nothing else, when writing fails midway', async () => {
    await writeFile(file, 'old');
    const failing = writeDurably(file, async (handle) => {
      await handle.writeFile('ne');
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['file']);
  });

  it.runIf(existsSync('/dev/full'))('keeps the old file when the disk is full', async () => {
    await writeFile(file, 'old');
    // Every write to this device fails as on a full disk.
    await symlink('/dev/full', `${file}.new`);
    const error = await writeDurably(file, (handle) => handle.writeFile('new')).catch((reason: unknown) => reason);
    expect(explainError(error)).toMatch(/^The disk is full .*Free some space/);
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['file']);
  });
});
