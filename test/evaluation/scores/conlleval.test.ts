import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConllDocument } from '../../../src/dataset';
import { type EvaluationReport, evaluate } from '../../../src/evaluation';

const vectors = path.resolve(import.meta.dirname, '../../../../shared/data/metrics-vectors');
const read = (name: string): ConllDocument => ConllDocument.parse(fs.readFileSync(path.join(vectors, name), 'utf8'));

function evaluateFile(name: string, spelling: 'prefix' | 'suffix'): EvaluationReport {
  const document = read(name);
  const column = (index: number) => document.sentences.map((sentence) => document.column(sentence, index));
  return evaluate(column(-2), column(-1), { spelling });
}

/** As conlleval prints them: percentages of two digits. */
const percent = (value: number): string => (100 * value).toFixed(2);

describe.skipIf(!fs.existsSync(vectors))('conlleval on its own test vectors', () => {
  it('gives the known figures, in all and by type', () => {
    const { micro, types, accuracy } = evaluateFile('output.txt', 'prefix');
    expect([accuracy, micro.precision, micro.recall, micro.f1].map(percent)).toEqual([
      '84.08',
      '68.83',
      '80.83',
      '74.35',
    ]);
    expect(micro.support).toBe(459);
    const known = fs.readFileSync(path.join(vectors, 'result.txt'), 'utf8');
    const rows = [...known.matchAll(/^\s*(\w+): precision:\s*([\d.]+)%; recall:\s*([\d.]+)%; FB1:\s*([\d.]+)/gmu)];
    expect(rows.length).toBe(6);
    for (const [, type = '', ...figures] of rows) {
      const scores = types[type];
      expect([scores?.precision, scores?.recall, scores?.f1].map((value) => percent(value ?? Number.NaN))).toEqual(
        figures,
      );
    }
    expect(Object.keys(types)).toEqual(rows.map(([, type]) => type));
  });

  it('reads prefixes that stand last when told so', () => {
    expect(evaluateFile('ground_truth_inv.txt', 'suffix').micro).toEqual(
      evaluateFile('ground_truth.txt', 'prefix').micro,
    );
  });

  it('gives the known figures where it takes types for prefixes, not being told', () => {
    const { micro } = evaluateFile('ground_truth_inv.txt', 'prefix');
    expect([micro.precision, micro.recall, micro.f1].map(percent)).toEqual(['53.80', '57.08', '55.39']);
  });
});
