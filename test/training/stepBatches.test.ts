import { expect, it } from 'vitest';
import { StepBatches } from '../../src/training/stepBatches';
import { describeBertTokenizer } from '../../src/training/tokenizer/tokenizerFiles';
import { WordPieces } from '../../src/training/tokenizer/wordPieces';

const wordPieces = new WordPieces({
  tokenizer: describeBertTokenizer(['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'a'].join('\n')),
  config: {},
});

/** Many short sentences and few long ones, as in CoNLL-2003; some longer than a window. */
const original = Array.from({ length: 60 }, (_, index) => {
  const length = index % 10 === 0 ? 40 + index : 1 + (index % 5);
  const tokens = Array.from({ length }, () => 'a');
  return { tokens, tags: tokens.map(() => 'O'), place: `${index}` };
});

const plan = { blend: { name: 'original' }, steps: 12, batchSize: 10, seed: 3 } as const;

it('draws long sentences as often as short ones, and every word piece of them, however the rows are filled', () => {
  const data = { original, distilled: [], labels: ['O'] };
  const batches = new StepBatches(plan, data, wordPieces, 32);
  const drawn = new Map<string, number>();
  let labelled = 0;
  for (let step = 0; step < plan.steps; step++) {
    const { sentences, batch } = batches.at(step);
    for (const place of sentences) drawn.set(place, (drawn.get(place) ?? 0) + 1);
    labelled += batch.labels?.filter((label) => label >= 0).length ?? 0;
  }
  // Two epochs.
  expect(drawn.size).toBe(60);
  expect(new Set(drawn.values())).toEqual(new Set([2]));
  expect(labelled).toBe(2 * original.reduce((sum, { tokens }) => sum + tokens.length, 0));
});

it('draws the same sentences whatever their lengths are', () => {
  const other = original.map((sentence) => ({ ...sentence, tokens: ['a'], tags: ['O'] }));
  const drawn = [original, other].map((sentences) => {
    const batches = new StepBatches(plan, { original: sentences, distilled: [], labels: ['O'] }, wordPieces, 32);
    return Array.from({ length: plan.steps }, (_, step) => batches.at(step).sentences);
  });
  expect(drawn[0]).toEqual(drawn[1]);
});
