import { decodeEntities, encodeEntities } from '../entities';
import { atTag, replaceTags } from '../lint/finding';
import type { Rule } from '../lint/rule';
import { illegalIn } from '../lint/stretchFacts';
import { illegalTags } from '../schemes';

/** A sentence that is written in another tag scheme than the file, where many are: two files were put together, or two tools wrote it. */
export const mixedScheme: Rule = {
  code: 'mixed-scheme',
  severity: 'warning',
  reads: ['scheme'],
  check: ({ document, facts }, { scheme, otherScheme }) => {
    if (!otherScheme || illegalIn(facts, scheme) === 0) return [];
    return document.sentences.flatMap((sentence) => {
      const [first] = illegalTags(sentence.tags, scheme);
      if (!first || illegalTags(sentence.tags, otherScheme).length > 0) return [];
      const tags = encodeEntities(decodeEntities(sentence.tags), sentence.tags.length, scheme);
      const name = scheme.toUpperCase();
      return [
        atTag(document, sentence, first.token, {
          message: `This sentence is tagged in ${otherScheme.toUpperCase()}, most of the file in ${name}: ${first.tag} would be ${first.expected}.`,
          fix: { title: `Write its tags in ${name}`, edits: replaceTags(document, sentence, tags), safe: true },
        }),
      ];
    });
  },
};
