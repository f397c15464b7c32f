import { z } from 'zod';
import { evaluationReportSchema } from '../../protocol/runFolder';
import type { BertConfig } from '../model/config';

const size = z.number().int().positive();

const bertConfigSchema: z.ZodType<BertConfig> = z.object({
  vocabSize: size,
  hiddenSize: size,
  numHiddenLayers: size,
  numAttentionHeads: size,
  intermediateSize: size,
  maxPositionEmbeddings: size,
  typeVocabSize: size,
  layerNormEps: z.number().positive(),
  hiddenAct: z.literal('gelu'),
  numLabels: size,
});

/**
 * Where a run stands after a step. All that is drawn by chance is a function of the run's seed and the step: there is
 * no other sampler state to keep.
 */
export const runPositionSchema = z.object({
  version: z.literal(1),
  /** Steps made. */
  step: z.number().int().nonnegative(),
  /** The last step after which dev was evaluated; 0 before the first. */
  evaluated: z.number().int().nonnegative(),
  /** The best step on dev so far by micro F1, the earliest of equals. */
  best: z.exactOptional(z.object({ step: z.number().int().positive(), report: evaluationReportSchema })),
  /** Time spent on training, over all starts. */
  seconds: z.number().nonnegative(),
  labels: z.array(z.string()).min(1),
  architecture: bertConfigSchema,
  /** Of the sentences to learn from. */
  fingerprint: z.string(),
});

export type RunPosition = z.infer<typeof runPositionSchema>;

/** The step whose student is the run's result: the best on dev, or the last when nothing was measured on dev. */
export function resultStep(position: RunPosition): number {
  return position.best?.step ?? position.step;
}
