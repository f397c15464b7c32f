import { atToken } from '../lint/finding';
import type { Rule } from '../lint/rule';

/** A sentence that is trained on and scored by: the score says less than it seems to. */
export const trainTestOverlap: Rule = {
  code: 'train-test-overlap',
  severity: 'warning',
  reads: ['elsewhere'],
  check: ({ document, facts }, { elsewhere }) => {
    if (elsewhere.length === 0) return [];
    return document.sentences.flatMap((sentence, index) => {
      const key = facts.keys[index] ?? Number.NaN;
      if (Number.isNaN(key)) return [];
      for (const { name, file, role, line: find } of elsewhere) {
        const line = find(key);
        if (line === undefined) continue;
        return [
          atToken(document, sentence, 0, {
            message: `This sentence also stands in ${name}, by its name the ${role} set. What is trained on and scored by the same sentence scores too high.`,
            related: { message: 'It stands here too.', file, line: () => find(key) ?? line },
          }),
        ];
      }
      return [];
    });
  },
};
