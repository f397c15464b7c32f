import { expect, it } from 'vitest';
import { learningRateAt } from '../../src/protocol/learningRate';
import type { LearningRateSchedule } from '../../src/protocol/run';
import { readExpected } from '../training/executors/pytorch';

interface Case {
  schedule: LearningRateSchedule;
  warmup: number;
  steps: number;
  learningRate: number;
  rates: number[];
}

const cases = readExpected<Case[]>('schedules.json');

it.each(cases)(
  "$schedule with a warm-up of $warmup of $steps steps has transformers' rates",
  ({ schedule, rates, ...plan }) => {
    rates.forEach((rate, step) => {
      const own = learningRateAt(step, { ...plan, learningRateSchedule: schedule });
      expect(own / plan.learningRate, `step ${step}`).toBeCloseTo(rate / plan.learningRate, 7);
    });
  },
);

it('all schedules are compared, over more steps than their warm-up has', () => {
  expect(new Set(cases.map(({ schedule }) => schedule))).toEqual(new Set(['constant', 'linear', 'cosine']));
  for (const { rates, steps, warmup } of cases) {
    expect(rates.length).toBe(steps);
    if (warmup === 0.1 && steps > 1) expect(rates[0]).toBe(0);
  }
});
