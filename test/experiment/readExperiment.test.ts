import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Experiment, gridCells, locateFiles, readExperiment } from '../../src/experiment';

const valid = `experiment: blends
name: mine
data:
  original: gold.conll
  distilled: [llm-1.conll, llm-2.conll]
  test: test.conll
grid:
  blends:
    - original
    - { name: sigmoid, steepness: [5, 10], centre: [0.3, 0.6] }
  sizes: [10, all]
  seeds: [1, 2]
run:
  steps: 20
`;

function training(source: string): Exclude<Experiment, { experiment: 'prompts' }> {
  const { experiment } = readExperiment(source, 'mine.yaml');
  if (experiment.experiment === 'prompts') throw new Error('an experiment with a grid was expected');
  return experiment;
}

describe('an experiment’s file', () => {
  it('gives a grid, its defaults filled in', () => {
    expect(training(valid)).toMatchObject({
      data: { original: ['gold.conll'], distilled: ['llm-1.conll', 'llm-2.conll'], distilledTakes: 'all' },
      grid: { learningRateSchedules: ['constant'], sizes: [10, 'all'] },
      keepStudents: true,
    });
  });

  it.each([
    ['a key that is misspelt', valid.replace('steps:', 'step:'), 'mine.yaml, line 14: run.step: there is no such key'],
    ['a key that is missing', valid.replace('  steps: 20', '  batchSize: 8'), /line 13: run\.steps: expected number/],
    ['a blend that is none', valid.replace('- original', '- swirl'), 'line 9: grid.blends.0: expected one of original'],
    ['a parameter of another blend', valid.replace('steepness', 'exponent'), 'line 10: grid.blends.1: sigmoid has no'],
    ['a parameter out of range', valid.replace('[0.3, 0.6]', '[0.3, 6]'), 'centre of sigmoid must be a number from 0'],
    [
      'a size of nothing',
      valid.replace('[10, all]', '[0]'),
      'line 11: grid.sizes.0: Too small: expected number to be >0',
    ],
    ['a seed that stands there twice', valid.replace('[1, 2]', '[1, 1]'), 'line 12: grid.seeds: names something twice'],
    ['what is no YAML', valid.replace('[1, 2]', '[1, 2'), /mine\.yaml, line 1[23]: no YAML/],
    ['a kind of experiment that is none', valid.replace('blends\n', 'blend\n'), 'line 1: experiment: expected "exp'],
    ['an empty file', '', 'mine.yaml, line 1: '],
    ['a name that is no folder’s', valid.replace('mine', '../mine'), 'line 2: name: expected a name of letters'],
    [
      'the rest of nothing',
      valid.replace('test:', 'distilledTakes: rest\n  test:'),
      'line 12: grid.sizes.1: with "distilledTakes: rest", expected a number',
    ],
    [
      'a teacher without a name',
      valid.replace('[llm-1.conll, llm-2.conll]', '{ annotate: raw.conll }'),
      'line 5: data.distilled: teacher: ',
    ],
  ])('refuses %s, and says where and what was expected', (_name, source, message) => {
    expect(() => readExperiment(source, 'mine.yaml')).toThrow(message);
  });

  it('names every mistake at once', () => {
    const source = valid.replace('steps: 20', 'steps: many').replace('seeds: [1, 2]', 'seeds: none');
    expect(() => readExperiment(source, 'mine.yaml')).toThrow(/line 12: [^\n]+\nmine\.yaml, line 14: /);
  });

  it('names the line of a file that is not there', () => {
    expect(() => locateFiles(readExperiment(valid, 'mine.yaml'), '/nowhere')).toThrow(
      'mine.yaml, line 4: data.original: /nowhere/gold.conll: no such file. Paths are relative',
    );
  });
});

describe('the ready experiments', async () => {
  const folder = path.resolve(import.meta.dirname, '../../media/experiments');
  const files = (await readdir(folder)).sort();

  it('are those of the paper’s three phases, and one on real distilled data', () => {
    expect(files).toEqual(['blends.yaml', 'noisebench.yaml', 'prompts.yaml', 'regimens.yaml']);
  });

  it.each(files.filter((name) => name !== 'noisebench.yaml'))('%s finds all its files', async (name) => {
    const read = readExperiment(await readFile(path.join(folder, name), 'utf8'), name);
    expect(locateFiles(read, folder).name).toBe(path.basename(name, '.yaml'));
  });

  it('noisebench.yaml is a grid of 81 runs', async () => {
    const experiment = training(await readFile(path.join(folder, 'noisebench.yaml'), 'utf8'));
    expect(gridCells(experiment)).toHaveLength(81);
  });
});

describe('the cells of a grid', () => {
  it('are all combinations, seed by seed, each with a name of its own', () => {
    const names = gridCells(training(valid)).map(({ name }) => name);
    expect(names).toHaveLength(2 * 2 * 5);
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(0, 3)).toEqual([
      'original_n10_constant_seed1',
      'sigmoid-steepness-5-centre-0.3_n10_constant_seed1',
      'sigmoid-steepness-5-centre-0.6_n10_constant_seed1',
    ]);
    expect(names.findIndex((name) => name.endsWith('seed2'))).toBe(10);
  });

  it('hold no run twice: what a blend does not see does not make it another', () => {
    const source = valid.replace('    - {', '    - distilled\n    - {').replace('test:', 'extra: bbc.conll\n  test:');
    const names = gridCells(training(source)).map(({ name }) => name);
    // For each seed: original of two sizes; distilled with and without extra; four sigmoids of two sizes, with and without.
    expect(names).toHaveLength(2 * (2 + 2 + 4 * 2 * 2));
    expect(names).toContain('distilled_extra_constant_seed1');
    expect(names).not.toContain('original_n10_extra_constant_seed1');
  });

  it('see the size in pure distilled where that takes the rest', () => {
    const source = valid
      .replace('- original', '- distilled')
      .replace('[10, all]', '[10, 20]')
      .replace('test:', 'distilledTakes: rest\n  test:');
    expect(gridCells(training(source)).map(({ name }) => name)).toContain('distilled_n20_constant_seed2');
  });
});
