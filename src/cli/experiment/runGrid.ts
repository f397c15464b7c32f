import { cellState, type PreparedCell, runCells, type TrainingExperiment } from '../../experiment';
import { Interruption } from '../failure';
import { runTrainer } from '../runTrainer';
import { annotateSources } from './annotateSources';
import type { ExperimentOptions } from './experiment';
import { lockExperiment } from './lockExperiment';
import type { OpenExperiment } from './openExperiment';
import { prepareGrid } from './prepareGrid';
import { threadsOf } from './probeGrid';
import { showGrid } from './showGrid';
import { refuseQueued } from './slurmGrid';
import { liveTables } from './writeTables';

/**
 * Trains the cells of a grid that are not done yet, as many at once as the options say.
 * @returns the cells that failed, each with why
 * @throws Interruption on Ctrl-C
 */
export async function runGrid(
  open: OpenExperiment<TrainingExperiment>,
  options: ExperimentOptions,
): Promise<readonly string[]> {
  const unlock = await lockExperiment(open.folder);
  try {
    await refuseQueued(open);
    await annotateSources(open.experiment, open.folder, options);
    const left: PreparedCell[] = [];
    const cells = await prepareGrid(open);
    for (const prepared of cells) {
      if ((await cellState(prepared.runFolder)).kind !== 'done') left.push(prepared);
    }
    if (left.length < cells.length) {
      process.stderr.write(`${cells.length - left.length} of ${cells.length} cells are done already\n`);
    }
    return left.length === 0 ? [] : await train(open, left, options);
  } finally {
    await unlock();
  }
}

async function train(
  open: OpenExperiment<TrainingExperiment>,
  cells: readonly PreparedCell[],
  { jobs = 1 }: ExperimentOptions,
): Promise<readonly string[]> {
  const { file, experiment } = open;
  const view = showGrid(experiment.name, cells.length, jobs);
  const showTables = liveTables(open);
  let shown = Promise.resolve();
  const stop = new AbortController();
  const running = new Set<{ stop(): void }>();
  /** Asked a second time, trainers end at once. */
  const interrupt = () => {
    if (!stop.signal.aborted) return stop.abort();
    for (const trainer of running) trainer.stop();
  };
  const { prepareRun } = await import('../../training');
  const start = (runFolder: string) => {
    const trainer = runTrainer(runFolder, { threads: threadsOf(jobs) });
    running.add(trainer);
    trainer.ended.finally(() => running.delete(trainer)).catch(() => undefined);
    return trainer;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    await runCells(cells, {
      jobs,
      keepStudents: experiment.keepStudents,
      trainers: { prepare: prepareRun, start },
      signal: stop.signal,
      onBegin: view.begin,
      onEnd: (cell, outcome) => {
        view.end(cell, outcome);
        // What stands in their way is told when they are written at the end.
        shown = shown.then(showTables).catch(() => undefined);
      },
    });
  } finally {
    view.close();
    await shown;
    for (const signal of signals) process.off(signal, interrupt);
  }
  if (stop.signal.aborted) {
    throw new Interruption(
      `Stopped. What is done is kept, and the cells at work are saved. To go on: conll-distill experiment ${file}`,
    );
  }
  return view.failed;
}
