import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from '../../processLock';

/** Milliseconds. A trainer writes its status every few seconds; a single step of a large model may take longer. */
const longestSilence = 10 * 60_000;

/**
 * Whether the trainer of a run is there, and not another process that has its number now: the system tells what a
 * process was started with, and a trainer is started with its run's folder.
 * @param lastWord when the run's status was written
 */
export function isTrainerAlive(runFolder: string, pid: number, lastWord: Date): boolean {
  if (lastWord.getTime() < Date.now() - os.uptime() * 1000 || !isAlive(pid)) return false;
  const command = commandOf(pid);
  if (command === undefined) return lastWord.getTime() > Date.now() - longestSilence;
  return command.includes(path.basename(runFolder));
}

/** Undefined where the system does not say, as on Windows. */
function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (process.platform === 'darwin') {
      return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    }
  } catch {
    // It ended meanwhile, or is not to be looked at.
  }
  return undefined;
}
