import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../protocol/runFolder';
import { readIfThere } from '../cells/cellState';
import type { PreparedCell } from '../cells/runCells';
import { cancel, queuedTasks, submit, tasksOf } from './slurm';
import type { SlurmTask } from './slurmOutput';

const submissionSchema = z.object({ job: z.string(), cells: z.array(z.string()) });

/** A job array and its cells: the task of index i (from 1) runs the i-th. */
export type Submission = z.infer<typeof submissionSchema>;

export interface SubmitOptions {
  readonly name: string;
  /** The command of one cell, but for the cell's name, which is its last argument. */
  readonly command: readonly string[];
  /** The most tasks at once; no limit where absent. */
  readonly jobs?: number | undefined;
  /** More options for `sbatch`, such as `--partition=gpu`. */
  readonly sbatch: readonly string[];
}

/** What an experiment has sent to Slurm; kept in its folder, as are the tasks' logs. */
export class ArrayJobs {
  readonly #folder: string;

  /** @param folder of the experiment, on a file system that the nodes share */
  constructor(folder: string) {
    this.#folder = path.join(folder, 'slurm');
  }

  /** All that was ever sent, the oldest first. */
  async submissions(): Promise<Submission[]> {
    const file = path.join(this.#folder, 'jobs.jsonl');
    const lines = ((await readIfThere(file)) ?? '').split('\n').filter((line) => line !== '');
    return lines.map((line, index) => parseJson(submissionSchema, line, `${file}, line ${index + 1}`));
  }

  /** Sends cells as one job array. @throws ExperimentError with what Slurm said */
  async submit(cells: readonly PreparedCell[], { name, command, jobs, sbatch }: SubmitOptions): Promise<Submission> {
    await mkdir(this.#folder, { recursive: true });
    const number = (await this.submissions()).length + 1;
    const names = cells.map(({ cell }) => cell.name);
    const list = path.join(this.#folder, `cells-${number}.txt`);
    const script = path.join(this.#folder, `array-${number}.sh`);
    await writeFile(list, names.map((each) => `${each}\n`).join(''));
    await writeFile(script, arrayScript(list, command));
    const job = await submit(script, [
      `--job-name=${name}`,
      `--array=1-${cells.length}${jobs === undefined ? '' : `%${jobs}`}`,
      `--output=${this.#folder.replaceAll('%', '%%')}/%A_%a.log`,
      '--open-mode=append',
      // A minute before its time is over, a task saves a checkpoint: sent again, it goes on from there.
      '--signal=B:TERM@60',
      ...sbatch,
    ]);
    const submission = { job, cells: names };
    await appendFile(path.join(this.#folder, 'jobs.jsonl'), `${JSON.stringify(submission)}\n`);
    return submission;
  }

  /** What Slurm knows of each cell, by its name; the latest submission counts. */
  async tasks(): Promise<ReadonlyMap<string, SlurmTask & { readonly job: string }>> {
    return this.#byCell(tasksOf);
  }

  /** The cells that wait in Slurm's queue or run. */
  async queued(): Promise<ReadonlyMap<string, SlurmTask & { readonly job: string }>> {
    return this.#byCell(queuedTasks);
  }

  /** @returns the jobs that were cancelled */
  async cancel(): Promise<string[]> {
    const jobs = [...new Set([...(await this.queued()).values()].map(({ job }) => job))];
    for (const job of jobs) await cancel(job);
    return jobs;
  }

  async #byCell(ask: (job: string) => Promise<SlurmTask[]>) {
    const tasks = new Map<string, SlurmTask & { readonly job: string }>();
    for (const { job, cells } of await this.submissions()) {
      for (const task of await ask(job)) {
        const cell = cells[task.index - 1];
        if (cell !== undefined) tasks.set(cell, { ...task, job });
      }
    }
    return tasks;
  }
}

/** `exec`: Slurm's signals reach the command itself. */
export function arrayScript(list: string, command: readonly string[]): string {
  return `#!/bin/bash
cell=$(sed -n "\${SLURM_ARRAY_TASK_ID}p" ${quoted(list)})
exec ${command.map(quoted).join(' ')} "$cell"
`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
