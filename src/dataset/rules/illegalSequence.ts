import { detectScheme, illegalTags } from '../schemes';
import type { Rule } from './rule';

/** A tag that the file's tag scheme does not allow after its neighbours, such as I-PER after O in IOB2. */
export const illegalSequence: Rule = (document, { scheme }) => {
  const used = scheme ?? detectScheme(document.sentences.map(({ tags }) => tags));
  return document.sentences.flatMap((sentence) =>
    illegalTags(sentence.tags, used).flatMap(({ token, tag, expected }) => {
      const line = sentence.lines[token] ?? 0;
      const cell = document.cells(line)[document.tagColumn];
      if (!cell) return [];
      return {
        code: 'illegal-sequence',
        severity: 'warning' as const,
        message: `${tag} is not legal here in ${used.toUpperCase()}: expected ${expected}.`,
        line,
        start: cell.start,
        end: cell.end,
        fix: { title: `Change to ${expected}`, edits: [{ start: cell.start, end: cell.end, newText: expected }] },
      };
    }),
  );
};
