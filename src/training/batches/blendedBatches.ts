import { blendShare, blendTime, type PoolSizes } from '../../protocol/blend';
import type { BlendConfig } from '../../protocol/run';
import { Pool } from './pool';

export interface BlendPlan {
  readonly blend: BlendConfig;
  readonly steps: number;
  /** Sentences a step. */
  readonly batchSize: number;
  readonly seed: number;
  /** Sentences in each pool. */
  readonly counts: PoolSizes;
}

/** The sentences of one step, as indices into their pools. */
export interface BlendedBatch {
  readonly original: readonly number[];
  readonly distilled: readonly number[];
  /** p(t), and the share of distilled that whole sentences allow. */
  readonly blend: number;
  readonly realisedBlend: number;
}

/**
 * Which sentences each step of a run sees. A share rarely makes a whole number of sentences: what rounding leaves over
 * is carried to the next step (error diffusion), so that after any step the number of distilled sentences drawn so far
 * is the sum of all shares to within half a sentence. All of it is a function of the plan and the step alone.
 */
export class BlendedBatches {
  readonly #plan: BlendPlan;
  readonly #original: Pool;
  readonly #distilled: Pool;
  /** For each step, how many distilled sentences all steps before it draw; one entry more than steps. */
  readonly #distilledBefore: readonly number[];

  constructor(plan: BlendPlan) {
    this.#plan = plan;
    this.#original = new Pool(plan.counts.original, plan.seed, 0);
    this.#distilled = new Pool(plan.counts.distilled, plan.seed, 1);
    let asked = 0;
    const before = [0];
    for (let step = 0; step < plan.steps; step++) {
      asked += shareAt(plan, step) * plan.batchSize;
      before.push(Math.round(asked));
    }
    this.#distilledBefore = before;
  }

  /** @param step from 0 */
  at(step: number): BlendedBatch {
    const { batchSize } = this.#plan;
    const distilledFrom = this.#distilledBefore[step] ?? 0;
    const distilledTo = this.#distilledBefore[step + 1] ?? distilledFrom;
    return {
      original: this.#original.draws(step * batchSize - distilledFrom, (step + 1) * batchSize - distilledTo),
      distilled: this.#distilled.draws(distilledFrom, distilledTo),
      blend: shareAt(this.#plan, step),
      realisedBlend: (distilledTo - distilledFrom) / batchSize,
    };
  }

  /** How many sentences the whole run draws from each pool. */
  get drawn(): PoolSizes {
    const distilled = this.#distilledBefore.at(-1) ?? 0;
    return { distilled, original: this.#plan.steps * this.#plan.batchSize - distilled };
  }
}

function shareAt({ blend, steps, counts }: BlendPlan, step: number): number {
  // A cosine of floating point numbers may end at 1e-17 below 0.
  return Math.min(1, Math.max(0, blendShare(blend, blendTime(step, steps), counts)));
}
