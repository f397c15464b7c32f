import { atTag } from '../lint/finding';
import { FEW_ENTITIES } from '../lint/knownTypes';
import type { Rule } from '../lint/rule';
import { entitiesOf } from '../lint/stretchFacts';
import { shareKey } from '../lint/tally';

/** A type with next to no entities: nothing can be learnt of it, and scores of it mean nothing. */
export const rareType: Rule = {
  code: 'rare-type',
  severity: 'information',
  reads: ['types'],
  concerns: ({ types }, { rareTypes }) => shareKey(rareTypes, types),
  check: ({ document }, { rareTypes }) => {
    return document.sentences.flatMap((sentence) =>
      entitiesOf(sentence).flatMap(({ type, start }) => {
        const count = rareTypes.get(type);
        if (count === undefined) return [];
        const times = count === 1 ? 'one entity' : `${count} entities`;
        return [
          atTag(document, sentence, start, {
            message: `${type} has only ${times} in this file, fewer than ${FEW_ENTITIES}: too few to learn from, and to score by.`,
          }),
        ];
      }),
    );
  },
};
