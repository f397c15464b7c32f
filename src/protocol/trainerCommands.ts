/**
 * What the trainer's program does besides training, and what it then prints: a line of JSON for each thing that happens,
 * among lines of engines that print what they like.
 *
 *   trainer.js --devices              DeviceReport[] on the last line, see `devices.ts`
 *   trainer.js --student MODEL        StudentEvents: what this student is, as far as it is on this machine
 *   trainer.js --download MODEL       the same after a download from the hub; SIGTERM ends it, the next one goes on from there
 *   trainer.js --estimate CONFIG.json one EstimateEvent: three steps are made for it, and nothing is written
 *   trainer.js --queue RUN_FOLDER...  trains them one after another, each in a process of its own
 */
import { z } from 'zod';

/** A BERT that can be trained. */
export interface StudentFacts {
  readonly layers: number;
  readonly hiddenSize: number;
  readonly heads: number;
  readonly parameters: number;
  /** Word pieces that it knows. */
  readonly vocabulary: number;
  /** Word pieces that it takes at once. */
  readonly positions: number;
  /** Whether it lowercases; undefined where its tokenizer does not tell. */
  readonly lowercase?: boolean;
  /** Of the hub, which version of the model. */
  readonly commit?: string;
}

export type StudentEvent =
  | { readonly event: 'student'; readonly facts: StudentFacts }
  /** A model of the hub that is not, or not as a whole, on this machine. */
  | { readonly event: 'absent' }
  | { readonly event: 'progress'; readonly file: string; readonly received: number; readonly size: number }
  | { readonly event: 'note'; readonly message: string }
  | { readonly event: 'failed'; readonly message: string };

const count = z.number().int().nonnegative();

export const studentFactsSchema: z.ZodType<StudentFacts> = z.object({
  layers: count,
  hiddenSize: count,
  heads: count,
  parameters: count,
  vocabulary: count,
  positions: count,
  lowercase: z.exactOptional(z.boolean()),
  commit: z.exactOptional(z.string()),
});

export const studentEventSchema: z.ZodType<StudentEvent> = z.discriminatedUnion('event', [
  z.object({ event: z.literal('student'), facts: studentFactsSchema }),
  z.object({ event: z.literal('absent') }),
  z.object({ event: z.literal('progress'), file: z.string(), received: z.number(), size: z.number() }),
  z.object({ event: z.literal('note'), message: z.string() }),
  z.object({ event: z.literal('failed'), message: z.string() }),
]);

/** What a run would take, as far as three of its steps tell. */
export interface RunEstimate {
  readonly device: string;
  /** For the whole run: its steps, its evaluations on dev, the test file. */
  readonly seconds: number;
  /** Of one step, on average over the run. */
  readonly secondsPerStep: number;
  /** Of one evaluation on dev; absent without a dev file. */
  readonly secondsPerEvaluation?: number;
  /** Bytes of the process's memory at its highest. */
  readonly memory: number;
  readonly parameters: number;
}

export type EstimateEvent =
  | { readonly event: 'estimate'; readonly estimate: RunEstimate }
  | { readonly event: 'failed'; readonly message: string };

export const estimateEventSchema: z.ZodType<EstimateEvent> = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('estimate'),
    estimate: z.object({
      device: z.string(),
      seconds: z.number(),
      secondsPerStep: z.number(),
      secondsPerEvaluation: z.exactOptional(z.number()),
      memory: z.number(),
      parameters: count,
    }),
  }),
  z.object({ event: z.literal('failed'), message: z.string() }),
]);

/** An event that stands in a line of output; undefined for what an engine printed. */
export function eventIn<T>(schema: z.ZodType<T>, line: string): T | undefined {
  if (!line.startsWith('{"event":')) return undefined;
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
