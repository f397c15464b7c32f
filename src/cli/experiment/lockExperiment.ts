import path from 'node:path';
import { LockedError, lockFile } from '../../processLock';
import { UsageError } from '../failure';

/** @returns gives the lock back @throws UsageError when another process runs the experiment */
export async function lockExperiment(folder: string): Promise<() => Promise<void>> {
  try {
    return await lockFile(path.join(folder, 'experiment.lock'));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new UsageError(`Process ${error.pid} runs this experiment in ${folder} already. See --status.`);
  }
}
