import { describe, expect, it } from 'vitest';
import type { StepMetrics } from '../../../../src/protocol/run';
import { alignRuns, type Measure } from '../../../../src/webview/trainingPanel/watch/alignRuns';
import { paceOf } from '../../../../src/webview/trainingPanel/watch/pace';
import { bestOnDev, emptySeries, extendSeries } from '../../../../src/webview/trainingPanel/watch/runSeries';
import { smoothed } from '../../../../src/webview/trainingPanel/watch/smoothing';

const loss: Measure = (line) => line.loss;
const run = (...losses: number[]) =>
  extendSeries(
    emptySeries,
    losses.map((value, index) => step(index + 1, value)),
  );

const step = (number: number, loss: number, elapsed = number * 500): StepMetrics => ({
  kind: 'step',
  step: number,
  loss,
  learningRate: 5e-5,
  gradientNorm: 1,
  blend: 1,
  realisedBlend: 0.5,
  tokensPerSecond: 1000 * number,
  elapsed,
});

describe('extendSeries', () => {
  it('goes on where it stood', () => {
    const series = extendSeries(run(2), [step(2, 1.5)]);
    expect(series.steps.map(({ step: number, loss: value }) => [number, value])).toEqual([
      [1, 2],
      [2, 1.5],
    ]);
  });

  it('forgets what was measured after the checkpoint that a run was resumed from', () => {
    expect(extendSeries(run(3, 2, 1), [step(2, 9)]).steps.map(({ loss: value }) => value)).toEqual([3, 9]);
  });

  it('keeps the device of the last start', () => {
    const first = { kind: 'device', device: 'A', refused: ['B: no'] } as const;
    const second = { kind: 'device', device: 'C', refused: [] } as const;
    expect(extendSeries(emptySeries, [first, step(1, 1), second]).device).toEqual(second);
  });
});

describe('paceOf', () => {
  it('tells the time left by the last steps', () => {
    expect(paceOf([step(1, 1), step(2, 1), step(3, 1)], 11)).toEqual({ tokensPerSecond: 2000, secondsLeft: 4 });
  });

  it('looks at the steps since a resume alone', () => {
    const steps = [step(8, 1, 90_000), step(9, 1, 100_000), step(10, 1, 1000), step(11, 1, 3000)];
    expect(paceOf(steps, 21)?.secondsLeft).toBe(20);
  });

  it('is not known before two steps, and never negative', () => {
    expect(paceOf([step(1, 1)], 10)).toBeUndefined();
    expect(paceOf([step(1, 1), step(2, 1)], 2)?.secondsLeft).toBe(0);
  });
});

describe('alignRuns', () => {
  it('puts runs over one axis, with gaps where a loss was no number or a run was shorter', () => {
    expect(alignRuns([run(3, Number.NaN, 1), run(5)], loss)).toEqual([
      [1, 2, 3],
      [3, null, 1],
      [5, null, null],
    ]);
    expect(alignRuns([], loss)).toEqual([[]]);
  });

  it('draws steps where they belong when those before were not measured', () => {
    const late = extendSeries(emptySeries, [step(2, 8), step(3, 9)]);
    expect(alignRuns([late], loss)[1]).toEqual([null, 8, 9]);
  });

  it('takes the mean of several steps of a long run, and still ends at its last one', () => {
    const losses = Array.from({ length: 1201 }, (_, index) => index);
    const [x, column = []] = alignRuns([run(...losses)], loss);
    expect(x.length).toBeLessThanOrEqual(400);
    expect(x.at(-1)).toBe(1201);
    expect(column.slice(0, 2)).toEqual([1.5, 5.5]);
  });

  it('computes nothing again for a run that has not changed', () => {
    const still = run(1, 2);
    let asked = 0;
    const counting: Measure = (line) => {
      asked++;
      return line.loss;
    };
    alignRuns([still, run(1)], counting);
    alignRuns([still, run(1)], counting);
    expect(asked).toBe(2 + 1 + 1);
  });
});

it('smooths as TensorBoard does, without a bias towards the beginning, and over gaps', () => {
  const values = smoothed([1, null, 1, 3], 0.5);
  expect(values.slice(0, 3)).toEqual([1, null, 1]);
  expect(values[3]).toBeCloseTo((0.125 * 1 + 0.25 * 1 + 0.5 * 3) / 0.875);
});

it('knows the best evaluation on dev, the earliest of equals', () => {
  const scores = (f1: number) => ({ precision: f1, recall: f1, f1, support: 1 });
  const dev = (at: number, f1: number) => {
    const report = { micro: scores(f1), macro: scores(f1), weighted: scores(f1), types: {}, accuracy: f1 };
    return { kind: 'dev', step: at, report } as const;
  };
  expect(bestOnDev(extendSeries(emptySeries, [dev(5, 0.4), dev(10, 0.6), dev(15, 0.6)]))?.step).toBe(10);
  expect(bestOnDev(emptySeries)).toBeUndefined();
});
