import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { TrainingError } from '../trainingError';
import { processStart } from './processStart';
import { systemErrorCode } from './systemError';

const ownerSchema = z.object({ pid: z.number().int(), started: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/**
 * Two trainers in one run folder would destroy each other's work: the second is refused. The lock of a trainer that
 * was killed is recognised by its pid, which is gone or belongs to a process that started at another time.
 * @returns gives the lock back
 * @throws TrainingError naming the process that has the lock
 */
export async function lockRun(runFolder: string): Promise<() => Promise<void>> {
  const file = path.join(runFolder, 'trainer.lock');
  const own: Owner = { pid: process.pid, started: (await processStart(process.pid)) ?? '' };
  while (!(await create(file, own))) {
    const owner = await readOwner(file);
    if (owner && (await isRunning(owner))) {
      throw new TrainingError(
        `Process ${owner.pid} is training in ${runFolder} already. Wait for it, or stop it first. ` +
          `(If that process is no trainer, delete ${file}.)`,
      );
    }
    await rm(file, { force: true });
  }
  return () => rm(file, { force: true });
}

/** A link appears with its whole content or not at all: nobody ever sees a lock that is not written to its end. */
async function create(file: string, owner: Owner): Promise<boolean> {
  const written = `${file}.${randomUUID()}`;
  await writeFile(written, JSON.stringify(owner));
  try {
    await link(written, file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(written, { force: true });
  }
}

/** Undefined for a lock that nobody can have: given back meanwhile, or damaged. */
async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (systemErrorCode(error) !== undefined && systemErrorCode(error) !== 'ENOENT') throw error;
    return undefined;
  }
}

async function isRunning(owner: Owner): Promise<boolean> {
  const started = await processStart(owner.pid);
  return started !== undefined && (started === owner.started || started === '' || owner.started === '');
}
