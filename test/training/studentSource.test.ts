import path from 'node:path';
import { expect, it } from 'vitest';
import { pretrainedStudent } from '../../src/training/studentSource';

const tinyBert = path.resolve(import.meta.dirname, '../fixtures/pytorch/tiny');

it('tells what it draws at random and what it does not use', async () => {
  const { notes } = await pretrainedStudent(tinyBert, ['O', 'B-PER', 'I-PER'], 1);
  expect(notes).toEqual([
    'Drawn at random, to be learnt: classifier.{weight, bias}.',
    `Not used of ${tinyBert}: classifier.{bias, weight}.`,
  ]);
  expect((await pretrainedStudent(tinyBert, ['O', 'B-A', 'I-A', 'B-B', 'I-B'], 1)).notes).toEqual([]);
});
