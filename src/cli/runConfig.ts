import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isHubName } from '../protocol/hubName';
import type { BlendConfig, DeviceChoice, LearningRateSchedule, RunConfig } from '../protocol/run';
import { DEFAULT_RUN, defaultSteps, runName, withSeeds } from '../protocol/runDefaults';
import { type ConfigFile, configFileSchema, parseJson, parseRunConfig } from '../protocol/runFolder';
import { UsageError } from './failure';
import { readConll } from './input';

/** What `train` was told on the command line; a config file says the rest, the product's defaults what neither says. */
export interface TrainOptions {
  readonly config?: string;
  readonly original?: readonly string[];
  readonly distilled?: readonly string[];
  readonly dev?: string;
  readonly test?: string;
  readonly model?: string;
  readonly blend?: BlendConfig;
  readonly steps?: number;
  readonly batchSize?: number;
  readonly lr?: number;
  readonly lrSchedule?: LearningRateSchedule;
  readonly dropout?: number;
  readonly patience?: number;
  readonly originalWeight?: number;
  readonly distilledWeight?: number;
  readonly seed?: number;
  readonly seeds?: readonly number[];
  readonly device?: DeviceChoice;
  readonly evaluateEvery?: number;
}

/** The student that comes with the extension. */
export const embeddedStudent = (): string => path.join(__dirname, '..', 'media', 'models', 'minilm-l6');

/**
 * The whole configuration of each run, with absolute paths: one, or one for each of several seeds.
 * @param name left out: the blend and the time. Of several runs each has its seed added
 * @throws UsageError when files are missing that the blend needs; RunFolderError naming what a config file has wrong.
 */
export async function runConfigsFrom(options: TrainOptions, name?: string): Promise<readonly RunConfig[]> {
  const { seed, seeds, ...file } = await readConfigFile(options.config);
  const config: Record<string, unknown> = {
    ...DEFAULT_RUN,
    original: [],
    distilled: [],
    model: embeddedStudent(),
    ...file,
    ...(seed !== undefined && { seed }),
    ...chosen(options),
    version: 1,
    name: name ?? 'unnamed',
  };
  const { original, distilled, batchSize, steps = await stepsFor(original, distilled, batchSize) } = config;
  const whole = parseRunConfig(JSON.stringify({ ...config, steps }), options.config ?? 'the command line');
  refuseMissingFiles(whole);
  const named = name === undefined ? { ...whole, name: runName(whole.blend.name, new Date()) } : whole;
  return withSeeds(named, options.seeds ?? (options.seed === undefined ? seeds : undefined));
}

/** A config file as an object, its paths made absolute from its own folder. */
async function readConfigFile(file: string | undefined): Promise<ConfigFile> {
  if (file === undefined) return {};
  const config = parseJson(configFileSchema, await readFile(file, 'utf8'), file);
  return absolutePaths(config, path.dirname(file));
}

function chosen(options: TrainOptions): Record<string, unknown> {
  const { config: _config, seeds: _seeds, lr, lrSchedule, ...same } = options;
  const renamed = { ...same, learningRate: lr, learningRateSchedule: lrSchedule };
  const given = Object.fromEntries(Object.entries(renamed).filter(([, value]) => value !== undefined));
  return absolutePaths(given, '.');
}

function absolutePaths<T extends object>(config: T, folder: string): T {
  const absolute = (value: unknown) => (typeof value === 'string' ? path.resolve(folder, value) : value);
  const absolutes = Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      // What is there as a folder is no name on the hub.
      if (
        key === 'model' &&
        typeof value === 'string' &&
        isHubName(value) &&
        !existsSync(path.resolve(folder, value))
      ) {
        return [key, value];
      }
      if (['dev', 'test', 'model'].includes(key)) return [key, absolute(value)];
      if (['original', 'distilled'].includes(key) && Array.isArray(value)) return [key, value.map(absolute)];
      return [key, value];
    }),
  );
  return { ...config, ...absolutes };
}

/** Three epochs of the original sentences; of the distilled ones where there are no others. */
async function stepsFor(original: unknown, distilled: unknown, batchSize: unknown): Promise<number | undefined> {
  const lists = [original, distilled].map((files) => (Array.isArray(files) ? files.map(String) : []));
  let sentences = 0;
  for (const file of lists.find((files) => files.length > 0) ?? []) {
    sentences += (await readConll(file)).document.sentences.length;
  }
  return defaultSteps(sentences, typeof batchSize === 'number' ? batchSize : undefined);
}

/** Before the trainer starts: a path mistyped is told at once. */
function refuseMissingFiles({ original, distilled, dev, test, model, blend }: RunConfig): void {
  if (original.length === 0 && blend.name !== 'distilled') {
    throw new UsageError(`The blend ${blend.name} needs files with human tags: give --original FILE...`);
  }
  if (distilled.length === 0 && blend.name !== 'original') {
    throw new UsageError(
      `The blend ${blend.name} needs files with distilled tags: give --distilled FILE..., or --blend original.`,
    );
  }
  const all = [...original, ...distilled, ...[dev, test].filter((file) => file !== undefined)];
  const missing = all.find((file) => !existsSync(file));
  if (missing !== undefined) throw new Error(`${missing}: no such file. Check the path.`);
  if (path.isAbsolute(model) && !existsSync(model)) {
    throw new Error(
      `${model}: no such folder. --model takes the folder of a Hugging Face BERT, or a name such as google-bert/bert-base-cased.`,
    );
  }
}
