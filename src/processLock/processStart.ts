import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * When a process began, in whatever form the system tells it, to know it from a later one with the same pid; '' when
 * it is alive but the system does not say; undefined when there is no such process.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  try {
    if (process.platform === 'linux') return startOnLinux(await readFile(`/proc/${pid}/stat`, 'utf8'));
    if (process.platform === 'darwin') return (await run('ps', ['-o', 'lstart=', '-p', String(pid)])).stdout.trim();
  } catch {
    return isAlive(pid) ? '' : undefined;
  }
  return '';
}

const run = promisify(execFile);

/** `starttime` of proc(5), the 22nd field. The 2nd, a name in parentheses, may hold spaces and parentheses. */
function startOnLinux(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie still has its pid but does nothing any more.
  return fields[0] === 'Z' ? undefined : fields[19];
}

/** Whether there is a process of this number, whosever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
