import { atTag, replaceCell } from '../lint/finding';
import type { Rule } from '../lint/rule';
import { illegalIn } from '../lint/stretchFacts';
import { illegalTags } from '../schemes';
import { goingOn } from './entityOverSentenceEnd';

/**
 * A tag that the file's tag scheme does not allow after its neighbours, such as I-PER after O in IOB2. Sentences that are written in the
 * file's other scheme throughout are left to the rule for mixed schemes.
 */
export const illegalSequence: Rule = {
  code: 'illegal-sequence',
  severity: 'warning',
  reads: ['above', 'scheme'],
  check: ({ document, facts, above }, { scheme, otherScheme }) => {
    if (illegalIn(facts, scheme) === 0) return [];
    const ambiguous = new Set(goingOn(document, above, scheme));
    return document.sentences.flatMap((sentence) => {
      const illegal = illegalTags(sentence.tags, scheme);
      if (illegal.length === 0) return [];
      if (otherScheme && illegalTags(sentence.tags, otherScheme).length === 0) return [];
      return illegal.map(({ token, tag, expected }) =>
        atTag(document, sentence, token, {
          message: `${tag} is not legal here in ${scheme.toUpperCase()}: expected ${expected}.`,
          fix: {
            title: `Change to ${expected}`,
            edits: replaceCell(document, sentence.lines[token] ?? 0, document.tagColumn, expected),
            // Where an entity seems to go on from the sentence above, the blank line may be what is wrong.
            safe: token > 0 || !ambiguous.has(sentence),
          },
        }),
      );
    });
  },
};
