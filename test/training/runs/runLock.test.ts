import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processStart } from '../../../src/processLock/processStart';
import { lockRun } from '../../../src/training/runs/runLock';

describe('lockRun', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'conll-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const writeLock = (text: string) => writeFile(path.join(folder, 'trainer.lock'), text);

  it('refuses a second trainer, and lets it in when the first is done', async () => {
    const unlock = await lockRun(folder);
    await expect(lockRun(folder)).rejects.toThrow(`Process ${process.pid} is training in ${folder} already`);
    await unlock();
    expect(await readdir(folder)).toEqual([]);
    await (await lockRun(folder))();
  });

  it('passes over the lock of a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const pid = child.pid ?? 0;
    const started = await processStart(pid);
    await writeLock(JSON.stringify({ pid, started }));
    await expect(lockRun(folder)).rejects.toThrow(`Process ${pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await lockRun(folder))();
  });

  it.runIf(process.platform === 'linux')(
    'passes over the lock of a process whose pid another one has now',
    async () => {
      await writeLock(JSON.stringify({ pid: process.pid, started: '1' }));
      await (await lockRun(folder))();
    },
  );

  it('passes over a lock that was not written to its end', async () => {
    await writeLock('{ "pid": ');
    await (await lockRun(folder))();
  });
});
