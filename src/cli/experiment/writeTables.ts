import {
  type CellResult,
  cellResult,
  gridCells,
  runFolderOf,
  type TrainingExperiment,
  trainingTables,
  writeResultPages,
} from '../../experiment';
import { plainText } from '../../tables';
import { UsageError } from '../failure';
import { writeOutput } from '../output';
import type { OpenExperiment } from './openExperiment';

/** Writes and prints the tables of the cells that are done. */
export async function writeTables({ experiment, folder }: OpenExperiment<TrainingExperiment>): Promise<void> {
  const results = new Map<string, CellResult>();
  for (const cell of gridCells(experiment)) {
    const result = await cellResult(cell, runFolderOf(folder, cell));
    if (result) results.set(cell.name, result);
  }
  if (results.size === 0) throw new UsageError(`No cell in ${folder} is done yet, so there is nothing to show.`);
  const tables = trainingTables(experiment, results);
  const pages = await writeResultPages(folder, experiment.title ?? experiment.name, tables);
  await writeOutput('-', `${tables.map(plainText).join('\n')}\nwritten: ${pages.join(', ')}\n`);
}
