import { expect, it } from 'vitest';
import { blendCurve } from '../../../../src/webview/trainingPanel/setUp/scheduleCurves';

it('draws each step of a short run, in percent', () => {
  expect(blendCurve({ name: 'linear' }, 5, undefined)).toEqual([
    [1, 2, 3, 4, 5],
    [100, 75, 50, 25, 0],
  ]);
  expect(blendCurve({ name: 'simple-mix' }, 4, undefined)[1]).toEqual([100, 100, 0, 0]);
});

it('draws a long run with fewer points, both ends among them', () => {
  const [steps, shares] = blendCurve({ name: 'cosine' }, 100_000, undefined);
  expect(steps.length).toBe(600);
  expect([steps[0], steps.at(-1)]).toEqual([1, 100_000]);
  expect([shares?.[0], shares?.at(-1)]).toEqual([100, 0]);
});

it('draws a run of one step', () => {
  expect(blendCurve({ name: 'linear' }, 1, undefined)).toEqual([[1], [100]]);
});

it('knows the share of "all" only with the sizes of the pools', () => {
  expect(blendCurve({ name: 'all' }, 2, undefined)[1]).toEqual([null, null]);
  expect(blendCurve({ name: 'all' }, 2, { original: 300, distilled: 900 })[1]).toEqual([75, 75]);
});

it('draws nothing for a parameter out of its range', () => {
  expect(blendCurve({ name: 'constant', share: 2 }, 10, undefined)).toEqual([[], []]);
});
