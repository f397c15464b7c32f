import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { processStart } from './processStart';

const ownerSchema = z.object({ pid: z.number().int(), started: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/** A living process has the lock. */
export class LockedError extends Error {
  override readonly name = 'LockedError';

  constructor(
    readonly file: string,
    readonly pid: number,
  ) {
    super(`Process ${pid} has the lock ${file}.`);
  }
}

/**
 * Makes a lock file, for one process at a time. The lock of a process that was killed is recognised by its pid, which is
 * gone or belongs to a process that started at another time, and taken over.
 * @returns gives the lock back
 * @throws LockedError naming the process that has it
 */
export async function lockFile(file: string): Promise<() => Promise<void>> {
  const own: Owner = { pid: process.pid, started: (await processStart(process.pid)) ?? '' };
  while (!(await create(file, own))) {
    const holder = await lockHolder(file);
    if (holder !== undefined) throw new LockedError(file, holder);
    await rm(file, { force: true });
  }
  return () => rm(file, { force: true });
}

/** The process that has the lock; undefined where none does, also where one was killed and left it. */
export async function lockHolder(file: string): Promise<number | undefined> {
  const owner = await readOwner(file);
  return owner && (await isRunning(owner)) ? owner.pid : undefined;
}

/** A link appears with its whole content or not at all: nobody ever sees a lock that is not written to its end. */
async function create(file: string, owner: Owner): Promise<boolean> {
  const written = `${file}.${randomUUID()}`;
  await writeFile(written, JSON.stringify(owner));
  try {
    await link(written, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
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
    if (codeOf(error) !== undefined && codeOf(error) !== 'ENOENT') throw error;
    return undefined;
  }
}

async function isRunning(owner: Owner): Promise<boolean> {
  const started = await processStart(owner.pid);
  return started !== undefined && (started === owner.started || started === '' || owner.started === '');
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
