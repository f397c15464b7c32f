/** What an experiment's YAML file may say. Paths are relative to the file. */
import { z } from 'zod';
import { blendParametersOf, checkBlend } from '../../protocol/blend';
import { deviceChoices } from '../../protocol/devices';
import type { BlendConfig, BlendName } from '../../protocol/run';
import { blendGrid } from '../grid/blendGrid';

const optional = z.exactOptional;
const text = z.string().min(1);
const share = z.number().min(0).max(1);
const count = z.number().int().positive();
const weight = z.number().nonnegative();

/** One file or several. */
const files = z
  .union([text, z.array(text).min(1)], { error: 'expected the path of a file, or a list of paths' })
  .transform((value): readonly string[] => (typeof value === 'string' ? [value] : value));

const teacherKeys = {
  model: optional(text),
  baseUrl: optional(z.url()),
  types: optional(text),
  examples: optional(text),
  shots: optional(count),
  choose: optional(z.enum(['fixed', 'random', 'similar'])),
  samples: optional(z.number().int().nonnegative()),
  /** US dollars for a million tokens, where the price list does not know the model. */
  price: optional(z.strictObject({ prompt: z.number().nonnegative(), completion: z.number().nonnegative() })),
};

/** Files without tags, that a teacher annotates before anything is trained. */
const annotatedSchema = z.strictObject({
  annotate: files,
  teacher: text,
  prompt: optional(text),
  budget: optional(z.number().positive()),
  ...teacherKeys,
});

const distilledSchema = z.union([files, annotatedSchema], {
  error: (issue) =>
    typeof issue.input === 'object' && issue.input !== null && !Array.isArray(issue.input)
      ? firstProblem(annotatedSchema.safeParse(issue.input))
      : 'expected the path of a file, a list of paths, or "annotate" and "teacher"',
});

function firstProblem(result: z.ZodSafeParseResult<unknown>): string {
  const [issue] = result.error?.issues ?? [];
  return issue ? [issue.path.join('.'), issue.message].filter((part) => part !== '').join(': ') : 'is not as expected';
}

const blendNames = Object.keys(blendParametersOf) as BlendName[];

/** `sigmoid`, or `{ name: sigmoid, steepness: [5, 10] }`: each list gives a cell for each of its values. */
const blendsSchema = z
  .array(
    z
      .union(
        [
          z.enum(blendNames).transform((name) => ({ name })),
          z.object({ name: z.enum(blendNames) }).catchall(z.union([z.number(), z.array(z.number()).min(1)])),
        ],
        {
          error: `expected one of ${blendNames.join(', ')}, or "name" with numbers or lists of numbers as its parameters`,
        },
      )
      .transform((blend, context): readonly BlendConfig[] => {
        const blends = blendGrid(blend);
        for (const each of blends) {
          const problem = checkBlend(each);
          if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
        }
        return blends;
      }),
  )
  .min(1)
  .transform((lists) => lists.flat());

const distinct = <T>(list: readonly T[]) => new Set(list).size === list.length;
const twice = 'names something twice';

const gridSchema = z.strictObject({
  blends: blendsSchema,
  sizes: z
    .array(z.union([count, z.literal('all')], { error: 'expected a whole number from 1, or "all"' }))
    .min(1)
    .refine(distinct, twice)
    .default(['all']),
  seeds: z.array(z.number().int().nonnegative()).min(1).refine(distinct, twice),
  learningRateSchedules: z
    .array(z.enum(['constant', 'linear', 'cosine']))
    .min(1)
    .refine(distinct, twice)
    .default(['constant']),
});

const runSchema = z.strictObject({
  /** A folder, or the name of a model on the hub; the embedded student where absent. */
  model: optional(text),
  /** The same in every cell. */
  steps: count,
  batchSize: optional(count),
  learningRate: optional(z.number().positive()),
  warmup: optional(share),
  weightDecay: optional(z.number().nonnegative()),
  clipNorm: optional(z.number().positive()),
  dropout: optional(z.number().min(0).lt(1)),
  maxLength: optional(z.number().int().min(8)),
  microBatch: optional(z.number().int().min(8)),
  originalWeight: optional(weight),
  distilledWeight: optional(weight),
  device: optional(z.enum(deviceChoices)),
  evaluateEvery: optional(count),
  loadBestAtEnd: optional(z.boolean()),
});

const headKeys = {
  /** Names the experiment's folder. */
  name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, {
    error: 'expected a name of letters, digits, dots, hyphens and underscores',
  }),
  title: optional(text),
  resamples: count.default(10_000),
};

export const trainingExperimentSchema = z.strictObject({
  /** Which of the paper's tables the results are: of phase 2, or of phase 3. */
  experiment: z.enum(['regimens', 'blends']),
  ...headKeys,
  data: z.strictObject({
    original: files,
    distilled: distilledSchema,
    /**
     * `rest`: the distilled files hold the original's sentences, and a cell takes those that it does not take from the
     * original; `all`: they are other sentences, and every cell takes them all.
     */
    distilledTakes: z.enum(['all', 'rest']).default('all'),
    /** Distilled sentences of another source: every cell is then trained without and with them. */
    extra: optional(distilledSchema),
    dev: optional(text),
    test: text,
    /** Tests on as many sentences, drawn once, where all of them would cost more than the training does. */
    testSentences: optional(count),
  }),
  grid: gridSchema,
  run: runSchema,
  /** Whether trained students are kept; the figures and predictions always are. */
  keepStudents: z.boolean().default(true),
});

export const promptExperimentSchema = z.strictObject({
  /** The paper's phase 1. */
  experiment: z.literal('prompts'),
  ...headKeys,
  data: z.strictObject({ gold: text, sentences: optional(count), seed: z.number().int().nonnegative().default(1) }),
  teachers: z.array(text).min(1),
  prompts: z.array(text).min(1).default(['standard', 'chain-of-thought']),
  budget: optional(z.number().positive()),
  ...teacherKeys,
});

export const experimentSchema = z.discriminatedUnion('experiment', [trainingExperimentSchema, promptExperimentSchema], {
  error: 'expected "experiment: prompts", "experiment: regimens" or "experiment: blends"',
});

export type TrainingExperiment = z.output<typeof trainingExperimentSchema>;
export type PromptExperiment = z.output<typeof promptExperimentSchema>;
export type Experiment = TrainingExperiment | PromptExperiment;
export type AnnotatedData = z.output<typeof annotatedSchema>;
