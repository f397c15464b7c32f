import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluation';
import {
  type CellResult,
  gridCells,
  readExperiment,
  type TrainingExperiment,
  trainingTables,
} from '../../src/experiment';
import { plainText } from '../../src/tables';

const source = (extra: string, seeds = '[1, 2]') => `experiment: regimens
name: toy
data: { original: gold.conll, distilled: llm.conll, test: test.conll${extra} }
grid: { blends: [original, simple-mix], seeds: ${seeds} }
run: { steps: 7 }
resamples: 200
`;

function read(yaml: string): TrainingExperiment {
  const { experiment } = readExperiment(yaml, 'toy.yaml');
  if (experiment.experiment === 'prompts') throw new Error('a grid was expected');
  return experiment;
}

const sentences = 40;
const gold = Array.from({ length: sentences }, () => ['B-PER', 'O', 'B-LOC']);

/** Finds every LOC, and PER in the first sentences only. */
function result(cell: CellResult['cell'], people: number): CellResult {
  const predicted = gold.map((_, index) => [index < people ? 'B-PER' : 'O', 'O', 'B-LOC']);
  return { cell, report: evaluate(gold, predicted), device: 'toy', gold, predicted };
}

describe('the table of regimens', () => {
  it('has means, spreads, and the difference to pure original', () => {
    const experiment = read(source(''));
    const people: Record<string, number> = {
      original_nall_constant_seed1: 4,
      original_nall_constant_seed2: 8,
      'simple-mix_nall_constant_seed1': 30,
      'simple-mix_nall_constant_seed2': 34,
    };
    const results = new Map(gridCells(experiment).map((cell) => [cell.name, result(cell, people[cell.name] ?? 0)]));
    const [table, ...others] = trainingTables(experiment, results);
    expect(others).toEqual([]);
    const text = plainText(table ?? { columns: [], groups: [] });
    // PER of seeds 1 and 2: recall 4/40 and 8/40, precision 1: F1 0.1818 and 0.3333, micro 2·44/(44+80) and 2·48/(48+80).
    expect(text).toMatch(/^original +72\.98 ± 2\.85 .* 25\.76 ± 10\.71 +– +– +–$/m);
    expect(text).toMatch(/^simple-mix +94\.\d\d\* ± .* \+21\.\d\d +\+\d+\.\d\d to \+\d+\.\d\d +0\.00\d$/m);
    expect(text).toContain('7 optimiser steps in every run');
    expect(text).not.toContain('seeds: ');
  });

  it('says where runs are missing, and leaves out what has none', () => {
    const experiment = read(source(', extra: bbc.conll'));
    const cell = gridCells(experiment)[0];
    if (!cell) throw new Error('a cell was expected');
    const [table, extra] = trainingTables(experiment, new Map([[cell.name, result(cell, 4)]]));
    const text = plainText(table ?? { columns: [], groups: [] });
    expect(text).toMatch(/^original +70\.97 .* 1$/m);
    expect(text).toMatch(/^simple-mix \+ extra +– .* 0$/m);
    expect(text).toContain('Not all runs are done');
    expect(plainText(extra ?? { columns: [], groups: [] })).toMatch(/^simple-mix +– +– +– +– +–$/m);
  });
});
