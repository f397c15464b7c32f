import { expect, it } from 'vitest';
import { duration } from '../../../../src/protocol/duration';
import { dateTime, learningRate, percent, points } from '../../../../src/webview/trainingPanel/format';
import { scoreRow } from '../../../../src/webview/trainingPanel/parts/scoreTable';

it('shows no figure of a type that gold has not', () => {
  const scores = { precision: 0.5, recall: 0.25, f1: 1 / 3 };
  expect(scoreRow('PER', { ...scores, support: 8 })).toEqual(['PER', 0.5, 0.25, 1 / 3, 8]);
  expect(scoreRow('MISC', { precision: 0, recall: 0, f1: 0, support: 0 }).slice(1, 4)).toEqual(
    Array(3).fill(undefined),
  );
});

it('writes figures as people read them', () => {
  expect(percent(0.74353)).toBe('74.35');
  expect([points(0.012), points(-0.0035), points(-0.00001)]).toEqual(['+1.20', '\u22120.35', '0.00']);
  expect([duration(75), duration(3675), duration(59.7)]).toEqual(['1:15', '1:01:15', '1:00']);
  expect([learningRate(5e-5), learningRate(0.001)]).toEqual(['5e-5', '0.001']);
  expect(dateTime(new Date(2026, 10, 3, 4, 5).getTime())).toBe('2026-11-03 04:05');
});
