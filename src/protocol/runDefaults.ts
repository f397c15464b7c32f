/**
 * What a run does unless told otherwise. The paper leaves these numbers open; the choices are ours. Its best regimen is
 * the simple mix with a learning rate that does not decay.
 */
import type { RunConfig } from './run';

export const DEFAULT_RUN = {
  blend: { name: 'simple-mix' },
  batchSize: 32,
  learningRate: 5e-5,
  learningRateSchedule: 'constant',
  warmup: 0.1,
  weightDecay: 0.01,
  clipNorm: 1,
  maxLength: 512,
  microBatch: 1024,
  seed: 1,
  device: 'auto',
  evaluateEvery: 50,
} as const satisfies Partial<RunConfig>;

/** Below this the embedded student has learned next to nothing at the default learning rate, however small the set. */
const fewestSteps = 100;

/** Steps of three epochs of the original sentences; of more when they are so few that three teach too little. */
export function defaultSteps(originalSentences: number, batchSize: number = DEFAULT_RUN.batchSize): number {
  return Math.max(fewestSteps, Math.ceil((originalSentences * 3) / batchSize));
}

/** `simple-mix-2026-11-23-22-40-05`, in local time: a folder name on every system, in the order of time for each blend. */
export function runName(blend: string, now: Date): string {
  const part = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part);
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(part);
  return [blend, ...day, ...time].join('-');
}

/** A run for each seed, named after it; the run itself where there is none or one. */
export function withSeeds(config: RunConfig, seeds: readonly number[] = [config.seed]): readonly RunConfig[] {
  const distinct = [...new Set(seeds)];
  if (distinct.length <= 1) return [{ ...config, seed: distinct[0] ?? config.seed }];
  return distinct.map((seed) => ({ ...config, seed, name: `${config.name}-seed-${seed}` }));
}
