import { z } from 'zod';
import type { RunConfig } from '../../protocol/run';
import { evaluationReportSchema } from '../../protocol/runFolder';
import { type BertConfig, dropoutEverywhere } from '../model/config';
import { type ActivationName, isActivationName } from '../model/operations/activations';

const size = z.number().int().positive();
const rate = z.number().min(0).lt(1);

const bertConfigSchema: z.ZodType<BertConfig> = z.object({
  vocabSize: size,
  hiddenSize: size,
  numHiddenLayers: size,
  numAttentionHeads: size,
  intermediateSize: size,
  maxPositionEmbeddings: size,
  typeVocabSize: size,
  layerNormEps: z.number().positive(),
  hiddenAct: z.custom<ActivationName>((name) => typeof name === 'string' && isActivationName(name)),
  /** Checkpoints of the first version have none: their runs' configs have it. */
  dropout: z.object({ hidden: rate, attention: rate, classifier: rate }).default(dropoutEverywhere(0.1)),
  numLabels: size,
});

const devResultSchema = z.object({ step: z.number().int().positive(), report: evaluationReportSchema });

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
  best: z.exactOptional(devResultSchema),
  /** The last one on dev. */
  last: z.exactOptional(devResultSchema),
  /** Time spent on training, over all starts. */
  seconds: z.number().nonnegative(),
  labels: z.array(z.string()).min(1),
  architecture: bertConfigSchema,
  /** Of the sentences to learn from. */
  fingerprint: z.string(),
});

export type RunPosition = z.infer<typeof runPositionSchema>;

/** What a run's config says about its end. */
export type RunEnd = Pick<RunConfig, 'steps' | 'evaluateEvery' | 'patience' | 'loadBestAtEnd'>;

/** The step whose student is the run's result: the best on dev, unless the config wants the last or there is no dev. */
export function resultStep(position: RunPosition, { loadBestAtEnd = true }: Pick<RunEnd, 'loadBestAtEnd'>): number {
  return (loadBestAtEnd ? position.best?.step : undefined) ?? position.step;
}

/** Whether all steps are made and evaluated, or F1 on dev has not become better for as long as the run has patience. */
export function isOver({ step, evaluated, best }: RunPosition, { steps, evaluateEvery, patience }: RunEnd): boolean {
  if (step !== evaluated) return false;
  if (step === steps) return true;
  return patience !== undefined && best !== undefined && step - best.step >= patience * evaluateEvery;
}
