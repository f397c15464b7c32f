import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { RunConfig } from '../../protocol/run';
import { runConfigSchema, runFiles } from '../../protocol/runFolder';
import { TrainingError } from '../trainingError';
import { writeDurably } from './durableFile';
import { explainError, systemErrorCode } from './systemError';

/**
 * Makes a run's folder, named after the run, with its config: all that a trainer needs to begin.
 * @returns the folder
 * @throws TrainingError when there is a run of that name already or the folder cannot be written
 */
export async function prepareRun(config: RunConfig, runsFolder: string): Promise<string> {
  if (config.name !== path.basename(config.name) || config.name.startsWith('.')) {
    throw new TrainingError(`"${config.name}" cannot be the name of a run: it becomes a folder's name.`);
  }
  const folder = path.join(runsFolder, config.name);
  const whole = runConfigSchema.parse(config);
  try {
    await mkdir(runsFolder, { recursive: true });
    await mkdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') {
      throw new TrainingError(`There is a run named ${config.name} in ${runsFolder} already. Choose another name.`);
    }
    throw new TrainingError(explainError(error));
  }
  try {
    const json = `${JSON.stringify(whole, null, 2)}\n`;
    await writeDurably(path.join(folder, runFiles.config), (file) => file.writeFile(json));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new TrainingError(explainError(error));
  }
  return folder;
}
