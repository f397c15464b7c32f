import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entity } from '../../../src/dataset';
import {
  alignEntities,
  confusionMatrix,
  countByKind,
  listErrors,
  readEntities,
  scoreEntities,
} from '../../../src/evaluation';

const tag = fc.constantFrom('O', 'O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC', 'B-ORG', 'I-ORG');
const pairOfTags = fc
  .array(fc.array(fc.tuple(tag, tag), { minLength: 1, maxLength: 12 }), { maxLength: 4 })
  .map((sentences) => {
    const side = (of: 0 | 1) => sentences.map((tags) => tags.map((both) => both[of]));
    return readEntities(side(0), side(1));
  });
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

it('each entity stands in one alignment, and only overlapping ones are paired', () => {
  fc.assert(
    fc.property(pairOfTags, ({ gold, predicted }) => {
      gold.forEach((wanted, sentence) => {
        const found = predicted[sentence] ?? [];
        const aligned = alignEntities(wanted, found);
        const side = (of: 'gold' | 'predicted') =>
          new Set(aligned.flatMap((each): readonly Entity[] => (each[of] ? [each[of]] : [])));
        expect(side('gold')).toEqual(new Set(wanted));
        expect(side('predicted')).toEqual(new Set(found));
        for (const { gold: one, predicted: other } of aligned) {
          if (one && other) expect(Math.min(one.end, other.end)).toBeGreaterThan(Math.max(one.start, other.start));
        }
      });
    }),
  );
});

it('rows of the confusion sum to support, errors and correct ones to gold and prediction', () => {
  fc.assert(
    fc.property(pairOfTags, (pair) => {
      const { types, micro } = scoreEntities(pair);
      const { types: names, counts } = confusionMatrix(pair);
      names.forEach((name, row) => {
        expect(sum(counts[row] ?? [])).toBe(types[name]?.support);
      });
      expect(sum(counts.map((row) => row.at(-1) ?? 0))).toBe(countByKind(listErrors(pair)).missed);
      const { boundary, type, both, missed, spurious } = countByKind(listErrors(pair));
      const correct = Math.round(micro.recall * micro.support);
      expect(correct + boundary + type + both + missed).toBe(sum(pair.gold.map(({ length }) => length)));
      expect(correct + boundary + type + both + spurious).toBe(sum(pair.predicted.map(({ length }) => length)));
    }),
  );
});
