import { atToken } from '../lint/finding';
import type { Rule } from '../lint/rule';

/** A file in which every sentence has an entity: a student of it never learns that a sentence may have none. */
export const noNegatives: Rule = {
  code: 'no-negatives',
  severity: 'information',
  reads: ['negatives', 'above'],
  concerns: (_facts, file) => file.noNegatives,
  check: ({ document, first }, file) => {
    const [sentence] = document.sentences;
    if (!first || !sentence || !file.noNegatives) return [];
    return [
      atToken(document, sentence, 0, {
        message: `All ${file.sentences} sentences of this file have an entity. Add sentences without one, or what is trained on it finds entities everywhere.`,
      }),
    ];
  },
};
