import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseRunConfig } from '../../../src/protocol/runFolder';
import { type RunHandle, TrainerLauncher } from '../../../src/vscode/training/launcher';
import { RunsReader } from '../../../src/vscode/training/runsReader';
import { config, writeTrainer } from './trainerStandIn';

let scratch: string;
let runs: string;
let launcher: TrainerLauncher;
const started: RunHandle[] = [];

beforeEach(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'conll-launcher-'));
  runs = path.join(scratch, 'runs');
  launcher = new TrainerLauncher({ trainer: await writeTrainer(scratch), gpuRuntime: '/none' }, () => true);
});
afterEach(async () => {
  for (const { folder, ended } of started.splice(0)) {
    await launcher.stop(folder);
    await ended;
  }
  await rm(scratch, { recursive: true });
});

async function start(): Promise<RunHandle> {
  const handle = await launcher.start(config, runs);
  started.push(handle);
  await vi.waitFor(async () => expect(await stateOf(handle)).toBe('training'), { timeout: 10_000 });
  return handle;
}

async function stateOf({ name }: RunHandle): Promise<string | undefined> {
  return (await new RunsReader(runs).reader(name).read())?.state;
}

const log = ({ folder }: RunHandle) => readFile(path.join(folder, 'trainer.log'), 'utf8');

describe('start', () => {
  it('writes the config and starts the trainer, whose words go to the log and to who listens', async () => {
    const handle = await start();
    expect(parseRunConfig(await readFile(path.join(handle.folder, 'config.json'), 'utf8'))).toEqual(config);
    expect(await log(handle)).toContain('electron as node: 1');
    const heard: string[] = [];
    handle.onMessage((message) => heard.push(message.type === 'status' ? message.status.state : message.type));
    await launcher.stop(handle.folder);
    await handle.ended;
    expect(heard.at(-1)).toBe('stopped');
  });

  it('adds a number to a name that is taken', async () => {
    const [first, second] = [await start(), await start()];
    expect([first.name, second.name]).toEqual(['run', 'run-2']);
    expect(parseRunConfig(await readFile(path.join(second.folder, 'config.json'), 'utf8')).name).toBe('run-2');
  });

  it('is refused without trust, and leaves no folder', async () => {
    const untrusted = new TrainerLauncher({ trainer: '/none', gpuRuntime: '/none' }, () => false);
    await expect(untrusted.start(config, runs)).rejects.toThrow('trusted workspace');
    await expect(readFile(path.join(runs, 'run', 'config.json'))).rejects.toThrow('ENOENT');
  });
});

describe('stop', () => {
  it('asks by message, so that it saves on every system', async () => {
    const handle = await start();
    await launcher.stop(handle.folder);
    await handle.ended;
    expect(await stateOf(handle)).toBe('stopped');
    expect(await log(handle)).toContain('stopped by message');
  });

  it.skipIf(process.platform === 'win32')('finds a trainer that another window or the terminal started', async () => {
    const handle = await start();
    await new TrainerLauncher({ trainer: '/none', gpuRuntime: '/none' }, () => true).stop(handle.folder);
    await handle.ended;
    expect(await log(handle)).toContain('stopped by SIGTERM');
  });

  it('does nothing to a run that has ended', async () => {
    const handle = await start();
    await launcher.stop(handle.folder);
    await handle.ended;
    await expect(launcher.stop(handle.folder)).resolves.toBeUndefined();
  });
});

describe('resume', () => {
  it('is refused while a trainer is at work, whoever started it', async () => {
    const { folder } = await start();
    await expect(launcher.resume(folder)).rejects.toThrow('run is running already');
    await expect(
      new TrainerLauncher({ trainer: '/none', gpuRuntime: '/none' }, () => true).resume(folder),
    ).rejects.toThrow('running already');
  });

  it('starts a trainer on a run that was killed', async () => {
    const handle = await start();
    const status = JSON.parse(await readFile(path.join(handle.folder, 'status.json'), 'utf8'));
    process.kill(status.pid, 'SIGKILL');
    await handle.ended;
    expect(await stateOf(handle)).toBe('interrupted');
    const again = await launcher.resume(handle.folder);
    started.push(again);
    await vi.waitFor(async () => expect(await stateOf(again)).toBe('training'), { timeout: 10_000 });
  });
});
