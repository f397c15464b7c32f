import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TagScheme } from '../../../src/dataset';
import {
  type EvaluationMode,
  type EvaluationReport,
  evaluate,
  type NervaluateFigures,
  nervaluate,
  nervaluateModes,
  readEntities,
  type Scores,
} from '../../../src/evaluation';

type Seqeval = Readonly<Record<string, readonly [precision: number, recall: number, f1: number, support: number]>>;
type Counts = readonly [gold: number, predicted: number, correct: number];
type Nervaluate = Readonly<Record<(typeof nervaluateModes)[number], readonly number[]>>;

interface Case {
  readonly scheme: TagScheme;
  readonly gold: string;
  readonly predicted: string;
  readonly accuracy: number;
  readonly conlleval: readonly [counts: Counts, f1: number, types: Readonly<Record<string, Counts>>] | null;
  readonly default: Seqeval | null;
  readonly strict: Seqeval | null;
  readonly nervaluate: readonly [overall: Nervaluate, types: Readonly<Record<string, Nervaluate>>] | null;
}

/** Made by scripts/make-evaluation-fixtures.py; null where a tool does not know the letters of a scheme, or has no figures. */
const file = path.resolve(import.meta.dirname, '../../fixtures/evaluation/oracles.json.gz');
const { handMade, random }: { readonly handMade: readonly Case[]; readonly random: readonly Case[] } = JSON.parse(
  gunzipSync(fs.readFileSync(file)).toString('utf8'),
);
const cases = [...handMade, ...random];
const sentences = (text: string) => text.split('|').map((sentence) => sentence.split(' '));

/** All figures at once, since one expectation each would take a minute. */
function expectClose(found: readonly number[], wanted: readonly number[], what: string): void {
  const close =
    found.length === wanted.length && wanted.every((value, at) => Math.abs(value - (found[at] ?? 0)) < 1e-12);
  if (!close) expect(found, what).toEqual(wanted);
}

const figuresOf = (scores: Scores | undefined) =>
  scores ? [scores.precision, scores.recall, scores.f1, scores.support] : [];

function reportOf({ scheme, gold, predicted }: Case, mode: EvaluationMode): EvaluationReport {
  return evaluate(sentences(gold), sentences(predicted), { mode, scheme });
}

it('there are enough cases of all tools', () => {
  expect(handMade.length).toBeGreaterThanOrEqual(100);
  for (const tool of ['conlleval', 'default', 'strict', 'nervaluate'] as const) {
    expect(random.filter((each) => each[tool] !== null).length, tool).toBeGreaterThan(1900);
  }
  expect(random.filter(({ conlleval }) => conlleval !== null).length).toBeGreaterThanOrEqual(2000);
  expect(random.filter((each) => each.nervaluate !== null).length).toBeGreaterThanOrEqual(2000);
});

describe.each(['default', 'strict'] as const)("seqeval's %s mode", (mode) => {
  it('gives the same figures', () => {
    for (const each of cases) {
      const what = `${each.scheme} ${each.gold} / ${each.predicted}`;
      const report = reportOf(each, mode);
      expectClose([report.accuracy], [each.accuracy], `accuracy of ${what}`);
      const wanted = each[mode];
      if (wanted === null) {
        // seqeval has no figures without any entity; of BILOU, its default mode is not asked.
        if (mode === 'strict' || each.scheme !== 'bilou') expect(report.types, what).toEqual({});
        continue;
      }
      const { 'micro avg': micro, 'macro avg': macro, 'weighted avg': weighted, ...types } = wanted;
      expectClose(figuresOf(report.micro), micro ?? [], `micro of ${what}`);
      expectClose(figuresOf(report.macro), macro ?? [], `macro of ${what}`);
      expectClose(figuresOf(report.weighted), weighted ?? [], `weighted of ${what}`);
      expect(Object.keys(report.types), what).toEqual(Object.keys(types).sort());
      for (const [type, scores] of Object.entries(types)) {
        expectClose(figuresOf(report.types[type]), scores, `${type} of ${what}`);
      }
    }
  });
});

it('conlleval counts the same entities', () => {
  for (const each of cases) {
    if (each.conlleval === null) continue;
    const what = `${each.scheme} ${each.gold} / ${each.predicted}`;
    const [[gold, predicted, correct], f1, types] = each.conlleval;
    const report = reportOf(each, 'default');
    // conlleval 0.2 calls the precision of no prediction 1 where conlleval.pl says 0.
    const figures = (counts: Counts) => [ratio(counts[2], counts[1]), ratio(counts[2], counts[0])];
    const { micro } = report;
    expectClose([micro.precision, micro.recall], figures([gold, predicted, correct]), what);
    expectClose([micro.f1, micro.support], [f1, gold], what);
    for (const [type, counts] of Object.entries(types)) {
      const scores = report.types[type];
      expectClose([scores?.precision ?? 0, scores?.recall ?? 0], figures(counts), `${type} of ${what}`);
      expect(scores?.support ?? 0, `${type} of ${what}`).toBe(counts[0]);
    }
  }
});

it('nervaluate gives the same figures in its four modes, in all and by type', () => {
  const flat = (figures: NervaluateFigures | undefined) =>
    nervaluateModes.flatMap((mode) => {
      const { correct, incorrect, partial, missed, spurious, precision, recall, f1 } = figures?.[mode] ?? none;
      return [correct, incorrect, partial, missed, spurious, precision, recall, f1];
    });
  const none = { correct: 0, incorrect: 0, partial: 0, missed: 0, spurious: 0, precision: 0, recall: 0, f1: 0 };
  for (const each of cases) {
    if (each.nervaluate === null) continue;
    const what = `${each.scheme} ${each.gold} / ${each.predicted}`;
    const [overall, types] = each.nervaluate;
    const wanted = (figures: Nervaluate) => nervaluateModes.flatMap((mode) => figures[mode]);
    const report = nervaluate(readEntities(sentences(each.gold), sentences(each.predicted)));
    expectClose(flat(report.overall), wanted(overall), what);
    expect(Object.keys(report.types), what).toEqual(Object.keys(types).sort());
    for (const [type, figures] of Object.entries(types)) {
      expectClose(flat(report.types[type]), wanted(figures), `${type} of ${what}`);
    }
  }
});

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
