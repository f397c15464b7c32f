import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TagScheme } from '../../../src/dataset';
import { type EvaluationMode, evaluate, type Scores } from '../../../src/evaluation';

type Figures = Record<string, readonly [number, number, number, number]>;
interface Case {
  readonly scheme: TagScheme;
  readonly gold: string[][];
  readonly predicted: string[][];
  readonly accuracy: number;
  readonly default?: Figures | null;
  readonly strict?: Figures | null;
}

/** Made by scripts/make-seqeval-fixtures.py; null where seqeval cannot report, as there are no entities at all. */
const file = path.resolve(import.meta.dirname, '../../fixtures/evaluation/seqeval.json');
const cases: readonly Case[] = JSON.parse(fs.readFileSync(file, 'utf8'));

function expectEqual(
  scores: Scores | undefined,
  [precision, recall, f1, support]: Figures[string],
  what: string,
): void {
  expect(scores?.precision, `precision of ${what}`).toBeCloseTo(precision, 12);
  expect(scores?.recall, `recall of ${what}`).toBeCloseTo(recall, 12);
  expect(scores?.f1, `F1 of ${what}`).toBeCloseTo(f1, 12);
  expect(scores?.support, `support of ${what}`).toBe(support);
}

describe.each(['default', 'strict'] as const)('seqeval, %s mode', (mode: EvaluationMode) => {
  const applicable = cases.filter((each) => each[mode] !== undefined);

  it(`gives the same figures in all of ${applicable.length} cases`, () => {
    expect(applicable.length).toBeGreaterThan(300);
    for (const each of applicable) {
      const figures = each[mode];
      const report = evaluate(each.gold, each.predicted, { mode, scheme: each.scheme });
      const what = `${each.scheme} ${JSON.stringify([each.gold, each.predicted])}`;
      expect(report.accuracy, what).toBeCloseTo(each.accuracy, 12);
      if (!figures) {
        expect(report.types, what).toEqual({});
        continue;
      }
      const { 'micro avg': micro, 'macro avg': macro, 'weighted avg': weighted, ...types } = figures;
      if (micro) expectEqual(report.micro, micro, `micro of ${what}`);
      if (macro) expectEqual(report.macro, macro, `macro of ${what}`);
      if (weighted) expectEqual(report.weighted, weighted, `weighted of ${what}`);
      expect(Object.keys(report.types), what).toEqual(Object.keys(types).sort());
      for (const [type, scores] of Object.entries(types)) expectEqual(report.types[type], scores, `${type} of ${what}`);
    }
  });
});
