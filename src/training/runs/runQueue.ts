import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunStatus } from '../../protocol/run';
import { parseRunConfig, parseRunStatus, runFiles } from '../../protocol/runFolder';
import { RunStore } from './runStore';

/** Milliseconds between two words that queued runs still wait: where a system does not tell processes apart, silence is death. */
const heartbeat = 60_000;

/**
 * Trains runs one after another, each in a process of its own, so that one that crashes takes no other along. Until its turn comes,
 * a run's status is `queued`; one whose status became another meanwhile was taken out of the queue.
 * @param trainer the program that trains a run folder
 * @param signal aborted: the run at work saves and stops, those that wait are `stopped` too
 */
export async function runQueue(folders: readonly string[], trainer: string, signal: AbortSignal): Promise<void> {
  const waiting = new Set(folders);
  for (const folder of folders) await tell(folder, 'queued');
  const heart = setInterval(() => void beat(waiting), heartbeat);
  try {
    for (const folder of folders) {
      waiting.delete(folder);
      if ((await stateOf(folder)) !== 'queued') continue;
      if (signal.aborted) await tell(folder, 'stopped');
      else await trainOne(folder, trainer, signal);
    }
  } finally {
    clearInterval(heart);
  }
}

async function trainOne(folder: string, trainer: string, signal: AbortSignal): Promise<void> {
  const log = await open(path.join(folder, runFiles.log), 'a');
  try {
    const child = spawn(process.execPath, [trainer, folder], {
      cwd: folder,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    });
    const stop = () => child.send({ type: 'stop' }, () => undefined);
    signal.addEventListener('abort', stop);
    await new Promise<void>((resolve) => child.once('close', resolve).once('error', () => resolve()));
    signal.removeEventListener('abort', stop);
  } finally {
    await log.close();
  }
}

async function beat(waiting: ReadonlySet<string>): Promise<void> {
  for (const folder of waiting) if ((await stateOf(folder)) === 'queued') await tell(folder, 'queued');
}

/** Undefined for a folder that was deleted or damaged meanwhile. */
async function stateOf(folder: string): Promise<RunStatus['state'] | undefined> {
  try {
    return parseRunStatus(await readFile(path.join(folder, runFiles.status), 'utf8')).state;
  } catch {
    return undefined;
  }
}

/** Best effort: a folder that cannot be written is told by its own trainer, or is gone. */
async function tell(folder: string, state: 'queued' | 'stopped'): Promise<void> {
  try {
    const { steps } = parseRunConfig(await readFile(path.join(folder, runFiles.config), 'utf8'));
    const updated = new Date().toISOString();
    await new RunStore(folder).writeStatus({ state, step: 0, steps, pid: process.pid, updated });
  } catch {
    // See above.
  }
}
