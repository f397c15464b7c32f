import { existsSync } from 'node:fs';
import path from 'node:path';
import { decodeBytes } from '../../dataset';
import { type Experiment, locateFiles, readExperiment } from '../../experiment';
import { readBytes } from '../input';

/** An experiment as a command was given it. */
export interface OpenExperiment<T extends Experiment = Experiment> {
  /** As the command names it, for messages that repeat it. */
  readonly file: string;
  /** Where it stands. */
  readonly path: string;
  /** Where all that it makes stands. */
  readonly folder: string;
  readonly experiment: T;
}

/** Those that come with the extension. */
const readyFolder = (): string => path.join(__dirname, '..', 'media', 'experiments');

/**
 * @param name a file, or the name of a ready one
 * @throws ExperimentError naming file, line and what was expected
 */
export async function openExperiment(name: string, out: string | undefined): Promise<OpenExperiment> {
  const ready = path.join(readyFolder(), `${name}.yaml`);
  const file = !existsSync(name) && existsSync(ready) ? ready : name;
  const { text } = decodeBytes(await readBytes(file));
  const experiment = locateFiles(readExperiment(text, file), path.dirname(file));
  return {
    file: name,
    path: path.resolve(file),
    folder: path.resolve(out ?? path.join('.conll-distill', 'experiments', experiment.name)),
    experiment,
  };
}
