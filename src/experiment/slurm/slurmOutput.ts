/** A task of a job array, as Slurm tells of it. */
export interface SlurmTask {
  readonly index: number;
  /** Slurm's word, such as PENDING, RUNNING, COMPLETED, OUT_OF_MEMORY. */
  readonly state: string;
  /** Why it waits or ended, where Slurm says more than None. */
  readonly reason?: string;
}

/** What `squeue` and `sacct` are asked for. */
export const queueFormat = '%K|%T|%r';
export const accountingFormat = 'JobID,State,ExitCode';

/** The lines of `squeue -h -r -o '%K|%T|%r'`. */
export function parseQueue(text: string): SlurmTask[] {
  return linesOf(text).flatMap((line) => {
    const [index = '', state = '', reason = ''] = line.split('|');
    return taskOf(index, state, reason);
  });
}

/** The lines of `sacct -n -P -X -o JobID,State,ExitCode`; tasks that wait stand there together, and are left to `squeue`. */
export function parseAccounting(text: string): SlurmTask[] {
  return linesOf(text).flatMap((line) => {
    const [id = '', state = '', exitCode = ''] = line.split('|');
    const index = /^\d+_(\d+)$/u.exec(id)?.[1] ?? '';
    // "CANCELLED by 1000"
    return taskOf(index, state.split(' ', 1)[0] ?? '', exitCode === '0:0' ? '' : `exit code ${exitCode}`);
  });
}

/** The lines of `scontrol show job -o`: all tasks that the controller still remembers. */
export function parseJobs(text: string): SlurmTask[] {
  return linesOf(text).flatMap((line) => {
    const value = (key: string) => new RegExp(`(?:^| )${key}=(\\S*)`, 'u').exec(line)?.[1] ?? '';
    return taskOf(value('ArrayTaskId'), value('JobState'), value('Reason'));
  });
}

/** Whether a task is still Slurm's to run. */
export function isQueued({ state }: SlurmTask): boolean {
  return ['PENDING', 'RUNNING', 'CONFIGURING', 'COMPLETING', 'SUSPENDED', 'REQUEUED', 'REQUEUE_HOLD'].includes(state);
}

function taskOf(index: string, state: string, reason: string): SlurmTask[] {
  if (!/^\d+$/u.test(index) || state === '') return [];
  return [{ index: Number(index), state, ...(reason !== '' && reason !== 'None' && { reason }) }];
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
