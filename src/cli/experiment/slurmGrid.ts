import path from 'node:path';
import { ArrayJobs, cellState, type PreparedCell, runCell, type TrainingExperiment } from '../../experiment';
import { Interruption, UsageError } from '../failure';
import { writeOutput } from '../output';
import { runTrainer } from '../runTrainer';
import { annotateSources } from './annotateSources';
import type { ExperimentOptions } from './experiment';
import { lockExperiment } from './lockExperiment';
import type { OpenExperiment } from './openExperiment';
import { prepareGrid } from './prepareGrid';

type Grid = OpenExperiment<TrainingExperiment>;

/** Sends the cells that are not done to Slurm as one job array; what a teacher is to annotate is annotated here before. */
export async function submitGrid(grid: Grid, options: ExperimentOptions): Promise<void> {
  const { file, path: source, folder, experiment } = grid;
  const unlock = await lockExperiment(folder);
  try {
    await annotateSources(experiment, folder, options);
    const jobs = new ArrayJobs(folder);
    const queued = await jobs.queued();
    const cells: PreparedCell[] = [];
    for (const prepared of await prepareGrid(grid)) {
      const isDone = (await cellState(prepared.runFolder)).kind === 'done';
      if (!isDone && !queued.has(prepared.cell.name)) cells.push(prepared);
    }
    if (cells.length === 0) {
      const words = queued.size > 0 ? `${queued.size} cells are in the queue already` : 'Every cell is done';
      return await writeOutput('-', `${words}: nothing was sent.\n`);
    }
    const { job } = await jobs.submit(cells, {
      name: experiment.name,
      command: [process.execPath, path.join(__dirname, 'cli.js'), 'experiment', source, '--out', folder, '--cell'],
      jobs: options.jobs,
      sbatch: options.sbatch ?? [],
    });
    await writeOutput(
      '-',
      `Job ${job}: ${cells.length === 1 ? 'one cell' : `${cells.length} cells`} sent to Slurm, the logs in ${path.join(folder, 'slurm')}\n` +
        `how far they are: conll-distill experiment ${file} --status\nwhen they are done: conll-distill experiment ${file} --tables\n`,
    );
  } finally {
    await unlock();
  }
}

/** Takes what waits or runs out of Slurm's queue; cells that run save a checkpoint. */
export async function cancelGrid({ folder, file }: Grid): Promise<void> {
  const jobs = await new ArrayJobs(folder).cancel();
  if (jobs.length === 0) throw new UsageError('Nothing of this experiment is in Slurm’s queue.');
  await writeOutput(
    '-',
    `Cancelled: job ${jobs.join(', ')}. To go on: conll-distill experiment ${file}, with or without --slurm.\n`,
  );
}

/**
 * Trainers know each other on one machine only: a cell that a node trains must not be trained here as well.
 * @throws UsageError when cells are in the queue
 */
export async function refuseQueued({ folder, file }: Grid): Promise<void> {
  const jobs = new ArrayJobs(folder);
  if ((await jobs.submissions()).length === 0) return;
  const queued = await jobs.queued();
  if (queued.size === 0) return;
  throw new UsageError(
    `${queued.size} cells of this experiment are in Slurm’s queue. Wait for them (--status), or take them out: conll-distill experiment ${file} --cancel`,
  );
}

/** One cell: what a task of the job array runs. SIGTERM saves a checkpoint. */
export async function runOneCell(grid: Grid, name: string): Promise<void> {
  const cells = await prepareGrid(grid);
  const prepared = cells.find(({ cell }) => cell.name === name);
  if (!prepared) throw new UsageError(`${grid.file} has no cell ${name}.`);
  if ((await cellState(prepared.runFolder)).kind === 'done') return;
  const { prepareRun } = await import('../../training');
  const stop = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, () => stop.abort());
  const threads = Number(process.env.SLURM_CPUS_ON_NODE) || undefined;
  const outcome = await runCell(prepared, {
    trainers: { prepare: prepareRun, start: (runFolder) => runTrainer(runFolder, { threads }) },
    signal: stop.signal,
    keepStudents: grid.experiment.keepStudents,
  });
  if (outcome.kind === 'stopped') throw new Interruption(`${name} was stopped; it is saved and can go on.`);
  if (outcome.kind === 'failed') throw new Error(`${name}: ${outcome.error}`);
  await writeOutput('-', `${name}: done\n`);
}
