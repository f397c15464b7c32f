import {
  CellFiles,
  cellConfig,
  gridCells,
  hasRun,
  type PreparedCell,
  refuseChangedFiles,
  runFolderOf,
  type TrainingExperiment,
} from '../../experiment';
import { embeddedStudent } from '../runConfig';
import { sourcesOf } from './annotateSources';
import type { OpenExperiment } from './openExperiment';

/**
 * The cells of a grid with what their runs need; their data files are written into the experiment's folder. What a teacher
 * annotates has to stand there already.
 * @throws ExperimentError when data or file have changed since the experiment began
 */
export async function prepareGrid({
  folder,
  experiment,
}: Pick<OpenExperiment<TrainingExperiment>, 'folder' | 'experiment'>): Promise<PreparedCell[]> {
  const sources = sourcesOf(experiment, folder);
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
