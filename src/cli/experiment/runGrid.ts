import {
  type Cell,
  type CellOutcome,
  cellState,
  type PreparedCell,
  runCells,
  type TrainingExperiment,
} from '../../experiment';
import { duration } from '../../protocol/duration';
import { percent } from '../../tables';
import { Interruption } from '../failure';
import { createProgress } from '../progress';
import { runTrainer } from '../runTrainer';
import { annotateSources } from './annotateSources';
import type { ExperimentOptions } from './experiment';
import { lockExperiment } from './lockExperiment';
import type { OpenExperiment } from './openExperiment';
import { prepareGrid } from './prepareGrid';
import { threadsOf } from './probeGrid';
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
): Promise<string[]> {
  const { file, experiment } = open;
  const progress = createProgress(experiment.name, cells.length);
  const showTables = liveTables(open);
  const stop = new AbortController();
  const running = new Set<{ stop(): void }>();
  /** Asked a second time, trainers end at once. */
  const interrupt = () => {
    if (!stop.signal.aborted) return stop.abort();
    for (const trainer of running) trainer.stop();
  };
  const failed: string[] = [];
  const seconds: number[] = [];
  const onEnd = (cell: Cell, outcome: CellOutcome) => {
    if (outcome.kind === 'stopped') return;
    if (outcome.kind === 'failed') failed.push(`${cell.name}: ${outcome.error}`);
    else seconds.push(outcome.seconds);
    progress.say(
      outcome.kind === 'done'
        ? `${cell.name}: F1 ${percent(outcome.report.test?.micro.f1 ?? Number.NaN)} (${duration(outcome.seconds)})`
        : `${cell.name} FAILED: ${outcome.error}`,
    );
    const ended = failed.length + seconds.length;
    const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length;
    const left = (mean * (cells.length - ended)) / jobs;
    progress.update(ended, Number.isNaN(left) ? [] : [`about ${duration(left)} left`]);
    // What stands in their way is told when they are written at the end.
    showTables().catch(() => undefined);
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
    progress.update(0, []);
    await runCells(cells, {
      jobs,
      keepStudents: experiment.keepStudents,
      trainers: { prepare: prepareRun, start },
      signal: stop.signal,
      onEnd,
    });
  } finally {
    progress.stop();
    for (const signal of signals) process.off(signal, interrupt);
  }
  if (stop.signal.aborted) {
    throw new Interruption(
      `Stopped. What is done is kept, and the cells at work are saved. To go on: conll-distill experiment ${file}`,
    );
  }
  return failed;
}
