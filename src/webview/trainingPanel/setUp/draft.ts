import { type BlendParameter, blendParameters, blendParametersOf } from '../../../protocol/blend';
import type { DataFiles } from '../../../protocol/dataFiles';
import type { FileFacts } from '../../../protocol/panel';
import type { BlendConfig, BlendName, DeviceChoice, LearningRateSchedule } from '../../../protocol/run';
import { DEFAULT_RUN, defaultSteps } from '../../../protocol/runDefaults';
import type { ConfigFile } from '../../../protocol/runFolder';
import { learningRate } from '../format';
import { initialNumbers, type NumberTexts, numberTexts } from './numberSettings';

/** A run being set up: numbers as they were typed, whether they are any or not. */
export interface Draft {
  readonly original: readonly string[];
  readonly distilled: readonly string[];
  readonly dev: string | undefined;
  readonly test: string | undefined;
  readonly model: string;
  readonly blend: BlendName;
  readonly blendParameters: Readonly<Partial<Record<BlendParameter, string>>>;
  readonly lengthIn: 'steps' | 'epochs';
  /** Steps or epochs; '' for the default: three epochs of the original sentences, or more of a small set. */
  readonly length: string;
  readonly learningRateSchedule: LearningRateSchedule;
  readonly numbers: NumberTexts;
  /** One, or several for a run each: `1, 2, 3` or `1-3`. */
  readonly seeds: string;
  readonly device: DeviceChoice;
  readonly sentenceWeights: boolean;
  readonly loadBestAtEnd: boolean;
}

export type FactsByPath = ReadonlyMap<string, FileFacts>;

export function newDraft(files: DataFiles, model: string, device: DeviceChoice): Draft {
  return {
    original: files.original,
    distilled: files.distilled,
    dev: files.dev,
    test: files.test,
    model,
    blend: files.distilled.length === 0 ? 'original' : DEFAULT_RUN.blend.name,
    blendParameters: {},
    lengthIn: 'steps',
    length: '',
    learningRateSchedule: DEFAULT_RUN.learningRateSchedule,
    numbers: initialNumbers,
    seeds: String(DEFAULT_RUN.seed),
    device,
    sentenceWeights: true,
    loadBestAtEnd: true,
  };
}

/** A run's settings, or a config file's, to be changed and started as a new run. @param model where the config names none */
export function draftOf(config: ConfigFile, model: string): Draft {
  const { original = [], distilled = [], blend = DEFAULT_RUN.blend, seed = DEFAULT_RUN.seed } = config;
  const { name, ...parameters } = blend;
  return {
    ...newDraft({ original, distilled }, config.model ?? model, config.device ?? DEFAULT_RUN.device),
    dev: config.dev,
    test: config.test,
    blend: name,
    blendParameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)])),
    length: config.steps === undefined ? '' : String(config.steps),
    learningRateSchedule: config.learningRateSchedule ?? DEFAULT_RUN.learningRateSchedule,
    numbers: numberTexts((setting) => {
      const value = config[setting];
      // A run without one took the whole batch at once; a hand-written file without one means the default.
      if (value === undefined) return setting === 'microBatch' && config.version ? '' : initialNumbers[setting];
      return setting === 'learningRate' ? learningRate(value) : String(value);
    }),
    seeds: (config.seeds ?? [seed]).join(', '),
    sentenceWeights: config.sentenceWeights ?? true,
    loadBestAtEnd: config.loadBestAtEnd ?? true,
  };
}

/** The data files of a draft. */
export function filesOf({ original, distilled, dev, test }: Draft): DataFiles {
  return { original, distilled, ...(dev !== undefined && { dev }), ...(test !== undefined && { test }) };
}

/** Sentences of some files together; undefined while that of one is not known. */
export function sentencesOf(paths: readonly string[], facts: FactsByPath): number | undefined {
  let sum = 0;
  for (const path of paths) {
    const sentences = facts.get(path)?.sentences;
    if (sentences === undefined) return undefined;
    sum += sentences;
  }
  return sum;
}

/** Sentences of an epoch: the original ones, or the distilled ones where there are no others. */
function epochOf(draft: Draft, facts: FactsByPath): number | undefined {
  return sentencesOf(draft.original.length > 0 ? draft.original : draft.distilled, facts);
}

/** The steps that are made when the field is left empty; undefined while the files are not counted. */
export function stepsByDefault(draft: Draft, facts: FactsByPath): number | undefined {
  const sentences = epochOf(draft, facts);
  const batchSize = wholeNumber(draft.numbers.batchSize);
  return sentences === undefined || !batchSize || sentences === 0 ? undefined : defaultSteps(sentences, batchSize);
}

/** The steps as typed, or of the epochs that were typed, or else by default. */
export function stepsOf(draft: Draft, facts: FactsByPath): number | undefined {
  if (draft.length.trim() === '') return stepsByDefault(draft, facts);
  if (draft.lengthIn === 'steps') return wholeNumber(draft.length);
  const epochs = Number(draft.length);
  const sentences = epochOf(draft, facts);
  const batchSize = wholeNumber(draft.numbers.batchSize);
  if (!(epochs > 0) || !sentences || !batchSize) return undefined;
  return Math.ceil((epochs * sentences) / batchSize);
}

/** The blend schedule as typed; a parameter left empty takes its default, one that is no number is NaN. */
export function blendOf(draft: Pick<Draft, 'blend' | 'blendParameters'>): BlendConfig {
  const entries = blendParametersOf[draft.blend].flatMap((parameter) => {
    const typed = draft.blendParameters[parameter]?.trim() ?? '';
    const value = Number(typed);
    return typed === '' || value === blendParameters[parameter].default ? [] : [[parameter, value] as const];
  });
  return { name: draft.blend, ...Object.fromEntries(entries) };
}

/** From 1; undefined for everything else. */
export function wholeNumber(typed: string): number | undefined {
  const value = Number(typed);
  return Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}
