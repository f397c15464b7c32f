import { expect, it } from 'vitest';
import { inferDataFiles } from '../../src/dataset';

it.each<[string, string[], ReturnType<typeof inferDataFiles>]>([
  [
    'the sample',
    ['dev.conll', 'original.conll', 'distilled.conll', 'test.conll', 'unlabelled.conll', 'wikigold.conll', 'README.md'],
    { original: ['original.conll'], distilled: ['distilled.conll'], dev: 'dev.conll', test: 'test.conll' },
  ],
  [
    'CoNLL-2003 as it is handed on',
    ['/d/eng.train', '/d/eng.testa', '/d/eng.testb'],
    { original: ['/d/eng.train'], distilled: [], dev: '/d/eng.testa', test: '/d/eng.testb' },
  ],
  [
    'distilled training files',
    ['train.conll', 'train-llm.conll', 'train_silver.conll', 'valid.conll'],
    { original: ['train.conll'], distilled: ['train-llm.conll', 'train_silver.conll'], dev: 'valid.conll' },
  ],
  [
    'Windows paths',
    ['C:\\data\\gold.iob2', 'C:\\data\\TEST.BIO'],
    { original: ['C:\\data\\gold.iob2'], distilled: [], test: 'C:\\data\\TEST.BIO' },
  ],
  [
    'names that only resemble roles, and results of runs',
    ['contest.conll', 'retrained.conll', 'test-predictions.conll', 'predictions.conll', 'train.py', 'package.json'],
    { original: [], distilled: [] },
  ],
  ['nothing', [], { original: [], distilled: [] }],
])('inferDataFiles finds its way in %s', (_, files, expected) => {
  expect(inferDataFiles(files)).toEqual(expected);
});
