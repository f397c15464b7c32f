import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseJson, runFiles } from '../../protocol/runFolder';
import type { TrainingState } from '../executors';
import { parameterShapes } from '../model/parameters';
import type { StudentSource } from '../studentSource';
import { tokenizerFiles } from '../tokenizer/tokenizerFiles';
import { TrainingError } from '../trainingError';
import { readSafetensors, type Tensor, writeSafetensors } from '../weights';
import { writeDurably } from './durableFile';
import { type RunPosition, runPositionSchema } from './runPosition';
import { systemErrorCode } from './systemError';

/** The file that says which of the others count. It is replaced last, as a whole: until then the old ones count. */
const positionFile = 'position.json';
const weightsFile = (step: number) => `weights-${step}.safetensors`;
const momentsFile = (step: number) => `moments-${step}.safetensors`;

const firstMoment = 'first.';
const secondMoment = 'second.';

/**
 * A run's checkpoint: weights and moments after its last saved step, the weights that were best on dev, and what is
 * needed to use them without the student that the run began with.
 */
export class CheckpointStore {
  readonly folder: string;

  constructor(runFolder: string) {
    this.folder = path.join(runFolder, runFiles.checkpoint);
  }

  /** Where the run stood when it was saved last; undefined before the first time. @throws RunFolderError if damaged */
  async position(): Promise<RunPosition | undefined> {
    const file = path.join(this.folder, positionFile);
    try {
      return parseJson(runPositionSchema, await readFile(file, 'utf8'), file);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** As `position`, of a run that has been saved. @throws TrainingError when it has not */
  async requirePosition(): Promise<RunPosition> {
    const position = await this.position();
    if (position) return position;
    throw new TrainingError(
      `The run in ${path.dirname(this.folder)} has no checkpoint yet. Train it first, or wait for its first one.`,
    );
  }

  /**
   * The student after a step that was saved; its moments are there for the last step alone.
   * @throws StudentError when a file is missing or damaged
   */
  async read({ labels, architecture }: RunPosition, step: number): Promise<StudentSource> {
    const parameters = dataOf(await readSafetensors(path.join(this.folder, weightsFile(step))));
    const moments = await this.#readMoments(step);
    const model = { config: architecture, parameters };
    return { model, ...(moments && { moments }), labels, tokenizerFolder: this.folder };
  }

  /**
   * Keeps the student as it is after `position.step`, and the best one if that is another. Whatever happens meanwhile,
   * the last checkpoint that was whole stays whole.
   * @param tokenizerFolder where the student's tokenizer was read from
   */
  async save(position: RunPosition, state: TrainingState, tokenizerFolder: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await this.#keepTokenizer(tokenizerFolder);
    const shapes = parameterShapes(position.architecture);
    const tensorsOf = (arrays: ReadonlyMap<string, Float32Array>, prefix = '') =>
      [...arrays].map(([name, data]): [string, Tensor] => [
        prefix + name,
        { shape: shapes.get(name) ?? [data.length], data },
      ]);
    await this.#write(weightsFile(position.step), tensorsOf(state.parameters));
    await this.#write(momentsFile(position.step), [
      ...tensorsOf(state.firstMoments, firstMoment),
      ...tensorsOf(state.secondMoments, secondMoment),
    ]);
    await this.#point(position, [weightsFile(position.step), momentsFile(position.step)]);
  }

  /** Deletes all but the weights of the best and of the last student: the run will not go on. */
  async keepResults(position: RunPosition): Promise<void> {
    await this.#point(position, [weightsFile(position.step)]);
  }

  async #readMoments(step: number): Promise<StudentSource['moments']> {
    const file = path.join(this.folder, momentsFile(step));
    if (!existsSync(file)) return undefined;
    const tensors = dataOf(await readSafetensors(file));
    const of = (prefix: string) =>
      new Map(
        [...tensors].flatMap(([name, data]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), data]] : [])),
      );
    return { firstMoments: of(firstMoment), secondMoments: of(secondMoment) };
  }

  async #write(name: string, tensors: readonly (readonly [string, Tensor])[]): Promise<void> {
    await writeDurably(path.join(this.folder, name), (file) => writeSafetensors(file, new Map(tensors)));
  }

  /** The student that the run began with may be moved away later: its tokenizer is needed as long as the run is. */
  async #keepTokenizer(tokenizerFolder: string): Promise<void> {
    for (const name of tokenizerFiles) {
      const [from, to] = [path.join(tokenizerFolder, name), path.join(this.folder, name)];
      if (existsSync(from) && !existsSync(to))
        await writeDurably(to, async (file) => file.writeFile(await readFile(from)));
    }
  }

  /** Replaces the position, then deletes weights and moments that no longer count. */
  async #point(position: RunPosition, alsoKept: readonly string[]): Promise<void> {
    const json = `${JSON.stringify(position, null, 2)}\n`;
    await writeDurably(path.join(this.folder, positionFile), (file) => file.writeFile(json));
    const kept = [...(position.best ? [weightsFile(position.best.step)] : []), ...alsoKept];
    for (const name of await readdir(this.folder)) {
      if (/^(weights|moments)-\d+\.safetensors(\.new)?$/.test(name) && !kept.includes(name)) {
        await rm(path.join(this.folder, name), { force: true });
      }
    }
  }
}

function dataOf(tensors: ReadonlyMap<string, Tensor>): Map<string, Float32Array> {
  return new Map([...tensors].map(([name, { data }]) => [name, data]));
}
