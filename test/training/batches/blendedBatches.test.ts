import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blendParametersOf, blendShare, blendTime } from '../../../src/protocol/blend';
import type { BlendName } from '../../../src/protocol/run';
import { BlendedBatches } from '../../../src/training/batches/blendedBatches';

const names = Object.keys(blendParametersOf) as BlendName[];

describe('BlendedBatches', () => {
  const plan = { steps: 100, batchSize: 8, seed: 1, counts: { original: 30, distilled: 90 } };

  it('draws each share exactly: after any step the sum of shares to within half a sentence', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 33 }),
        (name, steps, batchSize) => {
          const batches = new BlendedBatches({ ...plan, blend: { name }, steps, batchSize });
          let asked = 0;
          let drawn = 0;
          for (let step = 0; step < steps; step++) {
            const batch = batches.at(step);
            asked += blendShare({ name }, blendTime(step, steps), plan.counts) * batchSize;
            drawn += batch.distilled.length;
            expect(Math.abs(drawn - asked)).toBeLessThanOrEqual(0.5 + 1e-9);
            expect(batch.original.length + batch.distilled.length).toBe(batchSize);
            expect(batch.realisedBlend).toBe(batch.distilled.length / batchSize);
          }
          expect(batches.drawn).toEqual({ distilled: drawn, original: steps * batchSize - drawn });
        },
      ),
    );
  });

  it('uses every sentence of a pool equally often, to within one, whatever the schedule', () => {
    const batches = new BlendedBatches({ ...plan, blend: { name: 'cosine' } });
    const seen = { original: new Map<number, number>(), distilled: new Map<number, number>() };
    for (let step = 0; step < plan.steps; step++) {
      const batch = batches.at(step);
      for (const pool of ['original', 'distilled'] as const) {
        for (const index of batch[pool]) seen[pool].set(index, (seen[pool].get(index) ?? 0) + 1);
      }
    }
    for (const pool of ['original', 'distilled'] as const) {
      expect(seen[pool].size).toBe(plan.counts[pool]);
      expect(Math.max(...seen[pool].values()) - Math.min(...seen[pool].values())).toBeLessThanOrEqual(1);
    }
  });

  it('gives a step the same sentences whether or not the steps before it were asked for', () => {
    const blend = { name: 'linear' } as const;
    const whole = new BlendedBatches({ ...plan, blend });
    const all = Array.from({ length: plan.steps }, (_, step) => whole.at(step));
    const resumed = new BlendedBatches({ ...plan, blend });
    expect([60, 61, 99].map((step) => resumed.at(step))).toEqual([all[60], all[61], all[99]]);
  });
});
