import { type BlendParameter, blendParameters, blendParametersOf, checkBlend } from '../../../protocol/blend';
import type { DataRole, RunSetup } from '../../../protocol/panel';
import { blendOf, type Draft, type FactsByPath, filesOf, stepsOf } from './draft';
import { type NumberSettingName, numberSettingNames, type OptionalSettingName, readNumber } from './numberSettings';
import { readSeeds } from './seeds';

export type DraftField = DataRole | 'length' | 'seeds' | NumberSettingName | BlendParameter;

/** What keeps a draft from being started, for people, by field. */
export type DraftProblems = Readonly<Partial<Record<DraftField, string>>>;

export interface ReadySetup {
  readonly setup: RunSetup;
  /** A run for each. */
  readonly seeds: readonly number[];
}

/** The run to start, or what is wrong with the draft; nothing is while its files are still being counted. */
export function readDraft(draft: Draft, facts: FactsByPath): ReadySetup | { readonly problems: DraftProblems } {
  const numbers = readNumbers(draft);
  const steps = stepsOf(draft, facts);
  const seeds = readSeeds(draft.seeds);
  const problems: Partial<Record<DraftField, string>> = {
    ...fileProblems(draft, facts),
    ...blendProblems(draft),
    ...numbers.problems,
    ...lengthProblem(draft),
    ...(seeds ? {} : { seeds: 'Whole numbers, such as 1 or 1, 2, 3 or 1-5; at most a hundred.' }),
  };
  if (numbers.values.patience !== undefined && draft.dev === undefined) {
    problems.patience = 'Stopping early needs a dev file.';
  }
  const [seed] = seeds ?? [];
  if (Object.keys(problems).length > 0 || !steps || !seeds || seed === undefined) return { problems };
  const setup: RunSetup = {
    ...filesOf(draft),
    model: draft.model,
    blend: blendOf(draft),
    steps,
    ...numbers.values,
    learningRateSchedule: draft.learningRateSchedule,
    seed,
    device: draft.device,
    ...(!draft.sentenceWeights && { sentenceWeights: false }),
    ...(!draft.loadBestAtEnd && { loadBestAtEnd: false }),
  };
  return { setup, seeds };
}

type NumberValues = Readonly<
  Record<Exclude<NumberSettingName, OptionalSettingName>, number> & Partial<Record<OptionalSettingName, number>>
>;

function readNumbers({ numbers }: Draft): { readonly values: NumberValues; readonly problems: DraftProblems } {
  const values: Partial<Record<NumberSettingName, number>> = {};
  const problems: Partial<Record<NumberSettingName, string>> = {};
  for (const name of numberSettingNames) {
    const read = readNumber(name, numbers[name]);
    if (typeof read === 'number') values[name] = read;
    else if (read !== undefined) problems[name] = read.problem;
  }
  // Where one that is needed is missing, there is a problem, and the values are of no use.
  return { values: values as NumberValues, problems };
}

function lengthProblem({ length, lengthIn }: Draft): DraftProblems {
  if (length.trim() === '') return {};
  const value = Number(length);
  if (lengthIn === 'epochs') return value > 0 && Number.isFinite(value) ? {} : { length: 'A number above 0.' };
  return Number.isSafeInteger(value) && value >= 1 ? {} : { length: 'A whole number from 1.' };
}

function fileProblems({ original, distilled, dev, test, blend }: Draft, facts: FactsByPath): DraftProblems {
  const roles = { original, distilled, dev: dev === undefined ? [] : [dev], test: test === undefined ? [] : [test] };
  const unusable = Object.entries(roles).flatMap(([role, paths]) => {
    const count = paths.filter((path) => facts.get(path)?.problem !== undefined).length;
    if (count === 0) return [];
    return [
      [
        role,
        count === 1
          ? 'Correct or remove the file that cannot be used.'
          : `Correct or remove the ${count} files that cannot be used.`,
      ],
    ];
  });
  return {
    ...Object.fromEntries(unusable),
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
