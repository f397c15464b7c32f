import os from 'node:os';

/**
 * Whether the process of a run is there. A run that last spoke before the machine was started has none, whatever other
 * process has its number now.
 */
export function isProcessAlive(pid: number, lastWord: Date): boolean {
  if (lastWord.getTime() < Date.now() - os.uptime() * 1000) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
