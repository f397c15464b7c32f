import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { RunConfig } from '../../protocol/run';
import { DEFAULT_RUN } from '../../protocol/runDefaults';
import { parseRunConfig, runFiles } from '../../protocol/runFolder';
import type { TrainingFiles } from '../data/trainingFiles';
import { ExperimentError } from '../experimentError';
import type { TrainingExperiment } from '../file/experimentSchema';
import type { Cell } from '../grid/cells';
import { readIfThere } from './cellState';

/** The run folder of a cell. @param folder of the experiment */
export const runFolderOf = (folder: string, cell: Cell): string => path.join(folder, 'runs', cell.name);

/** Everything that a cell's run depends on. Of one experiment, all have the same steps. */
export function cellConfig(
  { data, run }: TrainingExperiment,
  cell: Cell,
  { original, distilled, test }: TrainingFiles & { readonly test: string },
  embeddedStudent: string,
): RunConfig {
  return {
    ...DEFAULT_RUN,
    model: embeddedStudent,
    // One evaluation, at the end: evaluating often costs more than the steps of a small student.
    evaluateEvery: run.steps,
    ...run,
    version: 1,
    name: cell.name,
    original,
    distilled,
    ...(data.dev !== undefined && { dev: data.dev }),
    test,
    blend: cell.blend,
    learningRateSchedule: cell.learningRateSchedule,
    seed: cell.seed,
  };
}

/**
 * @returns whether the run folder has a run of this config; false where there is none yet
 * @throws ExperimentError when its run has another config: the experiment's file was changed after it had begun
 */
export async function hasRun(runFolder: string, config: RunConfig): Promise<boolean> {
  const file = path.join(runFolder, runFiles.config);
  const text = await readIfThere(file);
  if (text === undefined) return false;
  const stored = parseRunConfig(text, file);
  const keys = [...new Set([...Object.keys(stored), ...Object.keys(config)])] as (keyof RunConfig)[];
  const changed = keys.find((key) => !isDeepStrictEqual(stored[key], config[key]));
  if (changed === undefined) return true;
  throw new ExperimentError(
    `${file} has ${changed}: ${JSON.stringify(stored[changed])}, but the experiment now says ${JSON.stringify(config[changed])}. ` +
      'All cells of a table must be comparable: put the experiment’s file back, give another --out, or delete that run’s folder.',
  );
}
