import path from 'node:path';
import { LockedError, lockFile } from '../../processLock';
import { runFiles } from '../../protocol/runFolder';
import { TrainingError } from '../trainingError';

/**
 * Two trainers in one run folder would destroy each other's work: the second is refused.
 * @returns gives the lock back
 * @throws TrainingError naming the process that has the lock
 */
export async function lockRun(runFolder: string): Promise<() => Promise<void>> {
  try {
    return await lockFile(path.join(runFolder, runFiles.lock));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new TrainingError(
      `Process ${error.pid} is training in ${runFolder} already. Wait for it, or stop it first. ` +
        `(If that process is no trainer, delete ${error.file}.)`,
    );
  }
}
