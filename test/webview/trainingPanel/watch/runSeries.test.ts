import { describe, expect, it } from 'vitest';
import type { StepMetrics } from '../../../../src/protocol/run';
import { paceOf } from '../../../../src/webview/trainingPanel/watch/pace';
import {
  blendColumns,
  emptySeries,
  extendSeries,
  lossColumns,
} from '../../../../src/webview/trainingPanel/watch/runSeries';

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
    const series = extendSeries(extendSeries(emptySeries, [step(1, 2)]), [step(2, 1.5)]);
    expect(lossColumns(series)).toEqual([
      [1, 2],
      [2, 1.5],
    ]);
    expect(blendColumns(series)).toEqual([
      [1, 2],
      [100, 100],
      [50, 50],
    ]);
  });

  it('forgets what was measured after the checkpoint that a run was resumed from', () => {
    const before = extendSeries(emptySeries, [step(1, 3), step(2, 2), step(3, 1)]);
    expect(lossColumns(extendSeries(before, [step(2, 9)]))).toEqual([
      [1, 2],
      [3, 9],
    ]);
  });

  it('leaves a gap where the loss was no number', () => {
    expect(lossColumns(extendSeries(emptySeries, [step(1, Number.NaN)]))).toEqual([[1], [null]]);
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
