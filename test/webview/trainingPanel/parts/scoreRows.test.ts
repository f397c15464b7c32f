import { expect, it } from 'vitest';
import type { EvaluationReport } from '../../../../src/evaluation';
import { duration } from '../../../../src/protocol/duration';
import { dateTime, learningRate, percent, points } from '../../../../src/webview/trainingPanel/format';
import { scoreRows } from '../../../../src/webview/trainingPanel/parts/scoreRows';

const scores = (f1: number) => ({ precision: f1, recall: f1, f1, support: 10 });
const report = (types: Record<string, number>, average: number): EvaluationReport => ({
  micro: scores(average),
  macro: scores(average),
  weighted: scores(average),
  types: Object.fromEntries(Object.entries(types).map(([type, f1]) => [type, scores(f1)])),
  accuracy: 0.9,
});

it('lists the types by name, then the averages', () => {
  const labels = scoreRows(report({ PER: 0.9, LOC: 0.8 }, 0.85)).map(({ label }) => label);
  expect(labels).toEqual(['LOC', 'PER', 'micro', 'macro', 'weighted']);
});

it('writes figures as people read them', () => {
  expect(percent(0.74353)).toBe('74.35');
  expect([points(0.012), points(-0.0035), points(-0.00001)]).toEqual(['+1.20', '\u22120.35', '0.00']);
  expect([duration(75), duration(3675), duration(59.7)]).toEqual(['1:15', '1:01:15', '1:00']);
  expect([learningRate(5e-5), learningRate(0.001)]).toEqual(['5e-5', '0.001']);
  expect(dateTime(new Date(2026, 10, 3, 4, 5).getTime())).toBe('2026-11-03 04:05');
});
