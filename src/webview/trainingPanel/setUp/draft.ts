import { type BlendParameter, blendParameters, blendParametersOf, checkBlend } from '../../../protocol/blend';
import type { DataFiles } from '../../../protocol/dataFiles';
import type { OtherSettings, PathFacts, RunSetup } from '../../../protocol/panel';
import type { BlendConfig, BlendName, DeviceChoice, LearningRateSchedule, RunConfig } from '../../../protocol/run';
import { DEFAULT_RUN, defaultSteps } from '../../../protocol/runDefaults';
import { learningRate } from '../format';

/** A run being set up: numbers as they were typed, whether they are any or not. */
export interface Draft {
  readonly original: readonly string[];
  readonly distilled: readonly string[];
  readonly dev: string | undefined;
  readonly test: string | undefined;
  readonly model: string;
  readonly blend: BlendName;
  readonly blendParameters: Readonly<Partial<Record<BlendParameter, string>>>;
  /** '' for the default: three epochs of the original sentences, or more of a small set. */
  readonly steps: string;
  readonly batchSize: string;
  readonly learningRate: string;
  readonly learningRateSchedule: LearningRateSchedule;
  /** '' for no early stopping. */
  readonly patience: string;
  readonly seed: string;
  readonly device: DeviceChoice;
  /** Of the run whose settings these are, if any. */
  readonly others: OtherSettings;
}

export type DraftField =
  | 'original'
  | 'distilled'
  | 'model'
  | 'steps'
  | 'batchSize'
  | 'learningRate'
  | 'patience'
  | 'seed'
  | BlendParameter;

/** What keeps a draft from being started, for people, by field. */
export type DraftProblems = Readonly<Partial<Record<DraftField, string>>>;

export type FactsByPath = ReadonlyMap<string, PathFacts>;

export function newDraft(files: DataFiles, model: string, device: DeviceChoice): Draft {
  return {
    original: files.original,
    distilled: files.distilled,
    dev: files.dev,
    test: files.test,
    model,
    blend: files.distilled.length === 0 ? 'original' : DEFAULT_RUN.blend.name,
    blendParameters: {},
    steps: '',
    batchSize: String(DEFAULT_RUN.batchSize),
    learningRate: learningRate(DEFAULT_RUN.learningRate),
    learningRateSchedule: DEFAULT_RUN.learningRateSchedule,
    patience: '',
    seed: String(DEFAULT_RUN.seed),
    device,
    others: {},
  };
}

/** A run's settings, to be changed and started as a new run. */
export function draftOf(config: RunConfig): Draft {
  const { original, distilled, dev, test, model, blend, steps, batchSize, seed, device, patience, ...rest } = config;
  const { version: _, name: __, learningRate: rate, learningRateSchedule, ...others } = rest;
  const { name, ...parameters } = blend;
  return {
    ...newDraft({ original, distilled }, model, device),
    dev,
    test,
    blend: name,
    blendParameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)])),
    steps: String(steps),
    batchSize: String(batchSize),
    learningRate: learningRate(rate),
    learningRateSchedule,
    patience: patience === undefined ? '' : String(patience),
    seed: String(seed),
    others,
  };
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

/** The steps that are made when the field is left empty; undefined while the files are not counted. */
export function stepsByDefault(draft: Draft, facts: FactsByPath): number | undefined {
  const sentences = sentencesOf(draft.original.length > 0 ? draft.original : draft.distilled, facts);
  const batchSize = wholeNumber(draft.batchSize);
  return sentences === undefined || !batchSize || sentences === 0 ? undefined : defaultSteps(sentences, batchSize);
}

/** The steps as typed, or else by default. */
export function stepsOf(draft: Draft, facts: FactsByPath): number | undefined {
  return draft.steps.trim() === '' ? stepsByDefault(draft, facts) : wholeNumber(draft.steps);
}

/** The blend schedule as typed; a parameter left empty takes its default, one that is no number is NaN. */
export function blendOf(draft: Draft): BlendConfig {
  const entries = blendParametersOf[draft.blend].flatMap((parameter) => {
    const typed = draft.blendParameters[parameter]?.trim() ?? '';
    const value = Number(typed);
    return typed === '' || value === blendParameters[parameter].default ? [] : [[parameter, value] as const];
  });
  return { name: draft.blend, ...Object.fromEntries(entries) };
}

/** The run to start, or what is wrong with the draft. */
export function readDraft(draft: Draft, facts: FactsByPath): { setup: RunSetup } | { problems: DraftProblems } {
  const blend = blendOf(draft);
  const steps = stepsOf(draft, facts);
  const batchSize = wholeNumber(draft.batchSize);
  const rate = Number(draft.learningRate.trim() === '' ? Number.NaN : draft.learningRate);
  const seed = /^-?\d+$/.test(draft.seed.trim()) ? Number(draft.seed) : undefined;
  const problems: Partial<Record<DraftField, string>> = {
    ...fileProblems(draft),
    ...blendProblems(draft),
    ...(batchSize ? {} : { batchSize: 'A whole number of sentences from 1.' }),
    ...(rate > 0 && rate < 1 ? {} : { learningRate: 'A number between 0 and 1, such as 5e-5.' }),
    ...(seed === undefined || !Number.isSafeInteger(seed) ? { seed: 'A whole number.' } : {}),
  };
  if (draft.steps.trim() !== '' && !steps) problems.steps = 'A whole number from 1.';
  const patience = wholeNumber(draft.patience);
  if (draft.patience.trim() !== '' && !patience)
    problems.patience = 'A whole number of evaluations from 1, or nothing.';
  else if (patience && draft.dev === undefined) problems.patience = 'Stopping early needs a dev file.';
  if (Object.keys(problems).length > 0 || !steps || !batchSize || seed === undefined) return { problems };
  const setup: RunSetup = {
    ...draft.others,
    original: draft.original,
    distilled: draft.distilled,
    ...(draft.dev === undefined ? {} : { dev: draft.dev }),
    ...(draft.test === undefined ? {} : { test: draft.test }),
    model: draft.model,
    blend,
    steps,
    batchSize,
    learningRate: rate,
    learningRateSchedule: draft.learningRateSchedule,
    ...(patience ? { patience } : {}),
    seed,
    device: draft.device,
  };
  return { setup };
}

function fileProblems({ original, distilled, blend }: Draft): DraftProblems {
  return {
    ...(original.length === 0 && blend !== 'distilled' ? { original: `The blend ${blend} needs original files.` } : {}),
    ...(distilled.length === 0 && blend !== 'original'
      ? { distilled: `The blend ${blend} needs distilled files.` }
      : {}),
  };
}

function blendProblems(draft: Draft): DraftProblems {
  const { name, ...values } = blendOf(draft);
  return Object.fromEntries(
    blendParametersOf[name].flatMap((parameter) => {
      const value = values[parameter];
      if (value === undefined || checkBlend({ name, [parameter]: value }) === undefined) return [];
      const { min, max } = blendParameters[parameter];
      return [[parameter, `A number from ${min} to ${max}.`]];
    }),
  );
}

/** From 1; undefined for everything else. */
function wholeNumber(typed: string): number | undefined {
  const value = Number(typed);
  return Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}
