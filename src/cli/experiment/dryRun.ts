import { cellState, gridCells, runFolderOf, type TrainingExperiment } from '../../experiment';
import { duration } from '../../protocol/duration';
import { plainText, type Row } from '../../tables';
import { writeOutput } from '../output';
import { annotateSources } from './annotateSources';
import type { ExperimentOptions } from './experiment';
import type { OpenExperiment } from './openExperiment';
import { probeGrid } from './probeGrid';

/** Lists the cells of a grid, and what is left of it: what a teacher is to annotate, and about how long training takes. */
export async function dryRun(
  { experiment, folder }: OpenExperiment<TrainingExperiment>,
  { jobs = 1, cache }: ExperimentOptions,
): Promise<void> {
  const cells = gridCells(experiment);
  const rows: Row[] = [];
  let left = 0;
  for (const cell of cells) {
    const { kind } = await cellState(runFolderOf(folder, cell));
    if (kind !== 'done') left++;
    rows.push([cell.name, kind === 'waiting' ? undefined : kind]);
  }
  await writeOutput('-', `${plainText({ columns: [{ title: 'cell' }, { title: 'state' }], groups: [rows] })}\n`);
  await annotateSources(experiment, folder, { cache, estimate: true });
  if (left === 0) return writeOutput('-', `${cells.length} cells, all done.\n`);
  const { secondsEach, device } = await probeGrid(experiment, jobs);
  const seconds = (secondsEach * left) / Math.min(jobs, left);
  await writeOutput(
    '-',
    `${cells.length} cells of ${experiment.run.steps} steps, ${left} of them to train: about ${duration(seconds)} with --jobs ${jobs} (a few steps were timed on ${device})\n`,
  );
}
