import { atTag, replaceCell } from '../lint/finding';
import type { Rule } from '../lint/rule';
import { shareKey } from '../lint/tally';
import { parseTag } from '../tags';

/** An entity type that is not in the type set. */
export const unknownType: Rule = {
  code: 'unknown-type',
  severity: 'warning',
  reads: ['types'],
  concerns: ({ types }, { unknownTypes }) => shareKey(unknownTypes, types),
  check: ({ document }, { unknownTypes, types, typesAreNamed }) => {
    return document.sentences.flatMap((sentence) =>
      sentence.tags.flatMap((cell, token) => {
        const tag = parseTag(cell);
        if (!tag || !unknownTypes.has(tag.type)) return [];
        const meant = unknownTypes.get(tag.type);
        const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
        const message = typesAreNamed
          ? `${tag.type} is not in the type set (${types.join(', ')}).${question}`
          : `${tag.type} stands in this file hardly ever.${question}`;
        const line = sentence.lines[token] ?? 0;
        const fix = meant !== undefined && {
          title: `Change to ${tag.prefix}-${meant}`,
          edits: replaceCell(document, line, document.tagColumn, `${tag.prefix}-${meant}`),
          safe: false,
        };
        return [atTag(document, sentence, token, { message, ...(fix && { fix }) })];
      }),
    );
  },
};
