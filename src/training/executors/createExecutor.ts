import type { DeviceChoice } from '../../protocol/run';
import { devices } from './devices';
import type { Executor } from './executor';
import { firstLine } from './firstLine';
import type { ExecutorOptions, StudentModel } from './student';

export interface CreatedExecutor {
  readonly executor: Executor;
  /** Devices that were tried and refused, each with why, for people. */
  readonly refused: readonly string[];
}

/**
 * Opens the device that a user chose, or with `auto` the first in the order of `devices` that runs here and is worth it.
 * @throws Error naming each device that was tried and why it was refused
 */
export async function createExecutor(
  choice: DeviceChoice,
  student: StudentModel,
  options: ExecutorOptions,
): Promise<CreatedExecutor> {
  const refused: string[] = [];
  for (const { id, name, open, passBy } of devices) {
    if (choice !== 'auto' && choice !== id) continue;
    try {
      const reason = choice === 'auto' ? await passBy?.() : undefined;
      if (reason === undefined) return { executor: await open(student, options), refused };
      refused.push(`${name}: ${reason}`);
    } catch (error) {
      refused.push(`${name}: ${firstLine(error)}`);
    }
  }
  if (refused.length === 0) refused.push(`${choice} is not for ${process.platform}`);
  throw new Error(`No device can run the student. ${refused.join('. ')}. Choose another device.`);
}
