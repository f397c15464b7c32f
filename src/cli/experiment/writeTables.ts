import {
  type CellResult,
  cellResult,
  gridCells,
  type Results,
  runFolderOf,
  type TrainingExperiment,
  trainingTables,
  writeResultPages,
} from '../../experiment';
import { plainText } from '../../tables';
import { UsageError } from '../failure';
import { writeOutput } from '../output';
import type { OpenExperiment } from './openExperiment';

type Grid = OpenExperiment<TrainingExperiment>;

/** Writes and prints the tables of the cells that are done. */
export async function writeTables({ experiment, folder }: Grid): Promise<void> {
  const results = await resultsOf(experiment, folder);
  if (results.done === 0) throw new UsageError(`No cell in ${folder} is done yet, so there is nothing to show.`);
  const pages = await writeResultPages(folder, results);
  await writeOutput('-', `${results.tables.map(plainText).join('\n')}\nwritten: ${pages.join(', ')}\n`);
}

/** Draws enough for a look at it while cells are at work, and no more time than that. */
const liveResamples = 1000;
/** Milliseconds from one look to the next. */
const liveInterval = 60_000;

/** Writes the tables while cells end, now and then; said nowhere. */
export function liveTables({ experiment, folder }: Grid): () => Promise<void> {
  let last = 0;
  return async () => {
    if (Date.now() - last < liveInterval) return;
    last = Date.now();
    const resamples = Math.min(liveResamples, experiment.resamples);
    await writeResultPages(folder, await resultsOf({ ...experiment, resamples }, folder));
  };
}

async function resultsOf(experiment: TrainingExperiment, folder: string): Promise<Results> {
  const results = new Map<string, CellResult>();
  const cells = gridCells(experiment);
  for (const cell of cells) {
    const result = await cellResult(cell, runFolderOf(folder, cell));
    if (result) results.set(cell.name, result);
  }
  const title = experiment.title ?? experiment.name;
  return { title, cells: cells.length, done: results.size, tables: trainingTables(experiment, results) };
}
