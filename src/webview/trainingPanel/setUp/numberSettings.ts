import { DEFAULT_RUN } from '../../../protocol/runDefaults';
import { learningRate } from '../format';

/** A setting of a run that is a number, as its field in the form shows it. */
export interface NumberSetting {
  readonly label: string;
  readonly hint?: string;
  /** As typed; '' where the field may be left empty. */
  readonly initial: string;
  /** Shown in an empty field: what is taken then. */
  readonly placeholder?: string;
  readonly accepts: (value: number) => boolean;
  /** What is accepted, for people. */
  readonly expected: string;
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1;
const isShare = (value: number) => value >= 0 && value <= 1;
const isFromZero = (value: number) => value >= 0;
const count = { accepts: isCount, expected: 'A whole number from 1.' };
const weight = { accepts: isFromZero, expected: 'A number from 0.', initial: '', placeholder: '1' };

export const numberSettings = {
  learningRate: {
    label: 'Learning rate',
    initial: learningRate(DEFAULT_RUN.learningRate),
    accepts: (value: number) => value > 0 && value < 1,
    expected: 'A number between 0 and 1, such as 5e-5.',
  },
  warmup: {
    label: 'Warm-up, share of steps',
    initial: String(DEFAULT_RUN.warmup),
    accepts: isShare,
    expected: 'A number from 0 to 1.',
  },
  batchSize: { label: 'Batch, in sentences', initial: String(DEFAULT_RUN.batchSize), ...count },
  evaluateEvery: {
    label: 'Evaluate every … steps',
    hint: 'on dev; a checkpoint is saved then too',
    initial: String(DEFAULT_RUN.evaluateEvery),
    ...count,
  },
  patience: {
    label: 'Stop early after',
    hint: 'evaluations on dev in a row without a better micro F1',
    initial: '',
    placeholder: 'never',
    accepts: isCount,
    expected: 'A whole number of evaluations from 1, or nothing.',
  },
  dropout: {
    label: 'Dropout',
    initial: '',
    placeholder: 'the model’s own',
    accepts: (value: number) => value >= 0 && value < 1,
    expected: 'A number from 0 to below 1, or nothing.',
  },
  weightDecay: {
    label: 'Weight decay',
    initial: String(DEFAULT_RUN.weightDecay),
    accepts: isFromZero,
    expected: 'A number from 0.',
  },
  clipNorm: {
    label: 'Clip gradients at norm',
    initial: String(DEFAULT_RUN.clipNorm),
    accepts: (value: number) => value > 0,
    expected: 'A number above 0.',
  },
  maxLength: {
    label: 'Maximum length, word pieces',
    hint: 'longer sentences are split into windows, never cut',
    initial: String(DEFAULT_RUN.maxLength),
    accepts: (value: number) => Number.isSafeInteger(value) && value >= 8,
    expected: 'A whole number from 8.',
  },
  microBatch: {
    label: 'Word pieces at once',
    hint: 'a larger batch is taken in several passes, their gradients added up: less memory, the same step',
    initial: String(DEFAULT_RUN.microBatch),
    placeholder: 'the whole batch',
    accepts: (value: number) => Number.isSafeInteger(value) && value >= 8,
    expected: 'A whole number from 8, or nothing.',
  },
  originalWeight: { label: 'Weight of original sentences', hint: 'in the loss', ...weight },
  distilledWeight: { label: 'Weight of distilled sentences', hint: 'in the loss', ...weight },
} as const satisfies Readonly<Record<string, NumberSetting>>;

export type NumberSettingName = keyof typeof numberSettings;

/** Left out of a run where their field is empty. */
export type OptionalSettingName = 'patience' | 'dropout' | 'microBatch' | 'originalWeight' | 'distilledWeight';

export const numberSettingNames = Object.keys(numberSettings) as readonly NumberSettingName[];

const optional: ReadonlySet<string> = new Set<OptionalSettingName>([
  'patience',
  'dropout',
  'microBatch',
  'originalWeight',
  'distilledWeight',
]);

export type NumberTexts = Readonly<Record<NumberSettingName, string>>;

/** A number as typed: undefined for an empty optional field, what is wrong where it is not accepted. */
export function readNumber(name: NumberSettingName, typed: string): number | undefined | { readonly problem: string } {
  const setting: NumberSetting = numberSettings[name];
  const text = typed.trim();
  if (text === '' && optional.has(name)) return undefined;
  const value = text === '' ? Number.NaN : Number(text);
  return setting.accepts(value) ? value : { problem: setting.expected };
}

/** The fields of a new form. */
export const initialNumbers: NumberTexts = numberTexts((name) => numberSettings[name].initial);

/** The fields with a text for each setting. */
export function numberTexts(textOf: (name: NumberSettingName) => string): NumberTexts {
  const entries = numberSettingNames.map((name) => [name, textOf(name)] as const);
  return { ...numberTextsOf(entries) };
}

function numberTextsOf(entries: readonly (readonly [NumberSettingName, string])[]): NumberTexts {
  return Object.fromEntries(entries) as NumberTexts;
}
