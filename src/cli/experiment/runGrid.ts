import { availableParallelism } from 'node:os';
import path from 'node:path';
import {
  type Cell,
  CellFiles,
  type CellOutcome,
  cellConfig,
  cellState,
  gridCells,
  hasRun,
  type PreparedCell,
  refuseChangedFiles,
  runCells,
  runFolderOf,
  type Sources,
  type TrainingExperiment,
} from '../../experiment';
import { LockedError, lockFile } from '../../processLock';
import { duration } from '../../protocol/duration';
import { percent } from '../../tables';
import { Interruption, UsageError } from '../failure';
import { createProgress } from '../progress';
import { embeddedStudent } from '../runConfig';
import { runTrainer } from '../runTrainer';
import type { ExperimentOptions } from './experiment';
import type { OpenExperiment } from './openExperiment';

type Grid = OpenExperiment<TrainingExperiment>;

/** Trains the cells of a grid that are not done yet, as many at once as the options say. */
export async function runGrid(grid: Grid, options: ExperimentOptions): Promise<void> {
  const unlock = await lock(grid.folder);
  try {
    const cells = await prepareCells(grid);
    const left = await notDone(cells);
    await train(grid, left, options);
  } finally {
    await unlock();
  }
}

async function lock(folder: string): Promise<() => Promise<void>> {
  try {
    return await lockFile(path.join(folder, 'experiment.lock'));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new UsageError(`Process ${error.pid} runs this experiment in ${folder} already. See --status.`);
  }
}

async function prepareCells({ folder, experiment }: Grid): Promise<PreparedCell[]> {
  const sources = sourcesOf(experiment);
  const { dev, test } = experiment.data;
  await refuseChangedFiles(folder, [...Object.values(sources).flat(), ...(dev === undefined ? [] : [dev]), test]);
  const files = await CellFiles.open(folder, experiment, sources);
  const testFile = await files.test(experiment.data);
  const cells: PreparedCell[] = [];
  for (const cell of gridCells(experiment)) {
    const runFolder = runFolderOf(folder, cell);
    const config = cellConfig(experiment, cell, { ...(await files.of(cell)), test: testFile }, embeddedStudent());
    await hasRun(runFolder, config);
    cells.push({ cell, runFolder, config });
  }
  return cells;
}

function sourcesOf({ data: { original, distilled, extra } }: TrainingExperiment): Sources {
  if ('annotate' in distilled || (extra && 'annotate' in extra)) throw new UsageError('not yet');
  return { original, distilled, extra: extra ?? [] };
}

async function notDone(cells: readonly PreparedCell[]): Promise<PreparedCell[]> {
  const left: PreparedCell[] = [];
  for (const prepared of cells) {
    if ((await cellState(prepared.runFolder)).kind !== 'done') left.push(prepared);
  }
  return left;
}

async function train(
  { file, experiment }: Grid,
  cells: readonly PreparedCell[],
  { jobs }: ExperimentOptions,
): Promise<void> {
  const progress = createProgress(experiment.name, cells.length);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  const began = performance.now();
  let ended = 0;
  const failed: string[] = [];
  const onEnd = (cell: Cell, outcome: CellOutcome) => {
    if (outcome.kind === 'stopped') return;
    ended++;
    const left = ((performance.now() - began) / ended) * (cells.length - ended);
    if (outcome.kind === 'failed') failed.push(`${cell.name}: ${outcome.error}`);
    progress.say(
      outcome.kind === 'done'
        ? `${cell.name}: F1 ${percent(outcome.report.test?.micro.f1 ?? 0)} (${duration(outcome.seconds)})`
        : `${cell.name} FAILED: ${outcome.error}`,
    );
    progress.update(ended, [`about ${duration(left / 1000)} left`]);
  };
  const { prepareRun } = await import('../../training');
  const threads = jobs > 1 ? Math.max(1, Math.floor(availableParallelism() / jobs)) : undefined;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    await runCells(cells, {
      jobs,
      keepStudents: experiment.keepStudents,
      trainers: { prepare: prepareRun, start: (runFolder) => runTrainer(runFolder, { threads }) },
      signal: stop.signal,
      onEnd,
    });
  } finally {
    progress.stop();
    for (const signal of signals) process.off(signal, interrupt);
  }
  if (stop.signal.aborted) {
    throw new Interruption(`Stopped; what is done is kept. To go on: conll-distill experiment ${file}`);
  }
  if (failed.length > 0) {
    throw new Error(
      `${failed.length} of ${cells.length} cells failed:\n${failed.join('\n')}\nTo try them again: conll-distill experiment ${file}`,
    );
  }
}
