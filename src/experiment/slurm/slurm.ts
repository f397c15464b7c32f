/** A thin driver of Slurm's commands: what they are asked, and what they say when they cannot. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ExperimentError } from '../experimentError';
import {
  accountingFormat,
  isQueued,
  parseAccounting,
  parseJobs,
  parseQueue,
  queueFormat,
  type SlurmTask,
} from './slurmOutput';

const run = promisify(execFile);

/** Milliseconds. A busy controller takes its time. */
const patience = 60_000;

/**
 * Submits a batch script.
 * @param options of `sbatch`
 * @returns the job's id
 * @throws ExperimentError with what sbatch said
 */
export async function submit(script: string, options: readonly string[]): Promise<string> {
  // What a teacher is asked with has no place in a job's environment, which Slurm keeps on disk.
  const { OPENAI_API_KEY: _, ...env } = process.env;
  const answer = await command('sbatch', ['--parsable', ...options, script], env);
  // On a cluster of clusters: "12;name".
  return answer.trim().split(';', 1)[0] ?? '';
}

/** Every task of a job array that Slurm still knows something of: those in the queue, and those that have ended. */
export async function tasksOf(job: string): Promise<SlurmTask[]> {
  const tasks = new Map<number, SlurmTask>();
  for (const task of [...(await endedTasks(job)), ...(await queuedTasks(job))]) tasks.set(task.index, task);
  return [...tasks.values()].sort((a, b) => a.index - b.index);
}

/** The tasks of a job array that wait or run. */
export async function queuedTasks(job: string): Promise<SlurmTask[]> {
  const text = await ifKnown(command('squeue', ['-h', '-r', '-j', job, '-o', queueFormat]));
  return parseQueue(text).filter(isQueued);
}

/** @throws ExperimentError with what scancel said */
export async function cancel(job: string): Promise<void> {
  await command('scancel', [job]);
}

/** From the accounting; without one, from the controller, which forgets them after some minutes. */
async function endedTasks(job: string): Promise<SlurmTask[]> {
  try {
    return parseAccounting(await command('sacct', ['-n', '-P', '-X', '-j', job, '-o', accountingFormat]));
  } catch (error) {
    if (!(error instanceof SlurmError)) throw error;
    return parseJobs(await ifKnown(command('scontrol', ['show', 'job', '-o', job])));
  }
}

/** Slurm has forgotten jobs that ended long ago, and calls their ids invalid. */
async function ifKnown(answer: Promise<string>): Promise<string> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof SlurmError && /invalid job id/iu.test(error.message)) return '';
    throw error;
  }
}

class SlurmError extends ExperimentError {}

async function command(name: string, args: readonly string[], env = process.env): Promise<string> {
  try {
    return (await run(name, args, { env, timeout: patience, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'ENOENT') {
      throw new ExperimentError(`There is no ${name} here: run this on a machine from which jobs are sent to Slurm.`);
    }
    const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
    throw new SlurmError(`${name} failed: ${said || error.message}`);
  }
}
