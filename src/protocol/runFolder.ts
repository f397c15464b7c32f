/** The files of a run folder (see `run.ts`) as texts: their names, their schemas, and parsers that say what is wrong. */
import { z } from 'zod';
import { checkBlend } from './blend';
import { deviceChoices } from './devices';
import type { BlendConfig, MetricsLine, PinnedModel, RunConfig, RunReport, RunStatus } from './run';

/** Names inside a run folder. */
export const runFiles = {
  config: 'config.json',
  model: 'model.json',
  status: 'status.json',
  metrics: 'metrics.jsonl',
  checkpoint: 'checkpoint',
  report: 'report.json',
  predictions: 'predictions.conll',
  log: 'trainer.log',
  star: 'starred',
  lock: 'trainer.lock',
} as const;

/** Where runs are kept, from the folder one works in. */
export const runsFolder = '.conll-distill/runs';

/** Inside the folder of runs, where deleted ones wait to be restored: no run can have that name. */
export const deletedFolder = '.deleted';

/** A file of a run folder does not say what it should; the message names file and place. */
export class RunFolderError extends Error {
  override readonly name = 'RunFolderError';
}

const share = z.number().min(0).max(1);
const count = z.number().int().positive();
const weight = z.number().nonnegative();
const wholeNumber = z.number().int().nonnegative();
const optional = z.exactOptional;
/** JSON has no NaN: a loss that is no number any more is written as null. */
const numberOrNull = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

export const blendConfigSchema: z.ZodType<BlendConfig> = z
  .strictObject({
    name: z.enum([
      'original',
      'distilled',
      'simple-mix',
      'reverse-mix',
      'linear',
      'cosine',
      'sigmoid',
      'power',
      'all',
      'constant',
    ]),
    switchAt: optional(z.number()),
    from: optional(z.number()),
    to: optional(z.number()),
    steepness: optional(z.number()),
    centre: optional(z.number()),
    exponent: optional(z.number()),
    share: optional(z.number()),
  })
  .superRefine((blend, context) => {
    const problem = checkBlend(blend);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

const runConfigObject = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  original: z.array(z.string()),
  distilled: z.array(z.string()),
  dev: optional(z.string()),
  test: optional(z.string()),
  model: z.string().min(1),
  blend: blendConfigSchema,
  steps: count,
  batchSize: count,
  learningRate: z.number().positive(),
  learningRateSchedule: z.enum(['constant', 'linear', 'cosine']),
  warmup: share,
  weightDecay: z.number().nonnegative(),
  clipNorm: z.number().positive(),
  dropout: optional(z.number().min(0).lt(1)),
  maxLength: z.number().int().min(8),
  microBatch: optional(z.number().int().min(8)),
  originalWeight: optional(weight),
  distilledWeight: optional(weight),
  sentenceWeights: optional(z.boolean()),
  seed: z.number().int(),
  device: z.enum(deviceChoices),
  evaluateEvery: count,
  patience: optional(count),
  loadBestAtEnd: optional(z.boolean()),
});

export const runConfigSchema: z.ZodType<RunConfig> = runConfigObject.refine(
  ({ patience, dev }) => patience === undefined || dev !== undefined,
  {
    path: ['patience'],
    message: 'stopping early needs a dev file to evaluate on',
  },
);

/** A seed each for several runs that differ in nothing else. */
export const seedsSchema = z.array(z.number().int()).min(1).max(100);

/** What a config file may say: any of a run's settings, or several seeds, one a run. */
export type ConfigFile = { readonly [Key in keyof RunConfig]?: RunConfig[Key] | undefined } & {
  readonly seeds?: readonly number[] | undefined;
};

export const configFileSchema: z.ZodType<ConfigFile> = runConfigObject
  .extend({ seeds: seedsSchema })
  .partial()
  .refine(({ seed, seeds }) => seed === undefined || seeds === undefined, {
    path: ['seeds'],
    message: 'give either one seed or several seeds, not both',
  });

export const pinnedModelSchema: z.ZodType<PinnedModel> = z.object({
  name: z.string(),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
});

export const runStatusSchema: z.ZodType<RunStatus> = z.object({
  state: z.enum(['queued', 'preparing', 'training', 'evaluating', 'paused', 'stopped', 'finished', 'failed']),
  step: wholeNumber,
  steps: wholeNumber,
  pid: z.number().int(),
  updated: z.string(),
  device: optional(z.string()),
  doing: optional(z.string()),
  error: optional(z.string()),
});

const scoresSchema = z.object({ precision: share, recall: share, f1: share, support: wholeNumber });

export const evaluationReportSchema = z.object({
  micro: scoresSchema,
  macro: scoresSchema,
  weighted: scoresSchema,
  types: z.record(z.string(), scoresSchema),
  accuracy: share,
});

export const metricsLineSchema: z.ZodType<MetricsLine> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('step'),
    step: count,
    loss: numberOrNull,
    learningRate: z.number(),
    gradientNorm: numberOrNull,
    blend: share,
    realisedBlend: share,
    tokensPerSecond: z.number(),
    elapsed: z.number(),
    memory: optional(z.number()),
  }),
  z.object({ kind: z.literal('dev'), step: wholeNumber, report: evaluationReportSchema }),
  z.object({ kind: z.literal('device'), device: z.string(), refused: z.array(z.string()) }),
]);

const calibrationSchema = z.object({
  entities: wholeNumber,
  bins: z.array(
    z.object({
      low: share,
      high: share,
      entities: wholeNumber,
      // An empty bin has neither.
      confidence: numberOrNull,
      precision: numberOrNull,
    }),
  ),
  expectedError: share,
  maximumError: share,
  brier: share,
});

export const runReportSchema: z.ZodType<RunReport> = z.object({
  version: z.literal(1),
  name: z.string(),
  blend: blendConfigSchema,
  steps: wholeNumber,
  result: optional(wholeNumber),
  seconds: z.number(),
  device: z.string(),
  dev: optional(evaluationReportSchema),
  test: optional(evaluationReportSchema),
  calibration: optional(calibrationSchema),
  entityTypes: z.array(z.string()),
});

/** The version of the format that is written; those of the versions before are read. */
const version = 1;

/** @param file named in errors. @throws RunFolderError */
export const parseRunConfig = (text: string, file: string = runFiles.config): RunConfig =>
  parseJson(runConfigSchema, text, file, refuseOtherVersion);

/** @param file named in errors. @throws RunFolderError */
export const parseRunStatus = (text: string, file: string = runFiles.status): RunStatus =>
  parseJson(runStatusSchema, text, file);

/** @param file named in errors. @throws RunFolderError */
export const parseRunReport = (text: string, file: string = runFiles.report): RunReport =>
  parseJson(runReportSchema, text, file, refuseOtherVersion);

/**
 * All whole lines. The last one may still be in the middle of being written (no line feed yet): it is left out then.
 * @param file named in errors. @throws RunFolderError naming the line
 */
export function parseMetrics(text: string, file: string = runFiles.metrics): MetricsLine[] {
  const lines = text.split('\n');
  lines.pop();
  return lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [parseJson(metricsLineSchema, line, `${file}, line ${index + 1}`)],
  );
}

/** What is wrong with a file of another version of the format is told as such, and not by every key that differs. */
function refuseOtherVersion(json: unknown, place: string): void {
  const found = typeof json === 'object' && json !== null && 'version' in json ? json.version : undefined;
  if (found === version || found === undefined) return;
  const isNewer = typeof found === 'number' && found > version;
  throw new RunFolderError(
    `${place} is of format ${JSON.stringify(found)}, and this version of CoNLL Distill reads format ${version}. ` +
      (isNewer
        ? 'A newer version has written it: update to read it.'
        : 'No version that was released has written it: set the run up again.'),
  );
}

/**
 * JSON text that a schema accepts.
 * @param place named in errors. @param check looks at the JSON before the schema does @throws RunFolderError
 */
export function parseJson<T>(
  schema: z.ZodType<T>,
  text: string,
  place: string,
  check?: (json: unknown, place: string) => void,
): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new RunFolderError(`${place}: not JSON: ${error instanceof Error ? error.message : error}`);
  }
  check?.(json, place);
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) =>
    path.length ? `${path.join('.')}: ${message}` : message,
  );
  throw new RunFolderError(`${place}: ${problems.join('; ')}`);
}
