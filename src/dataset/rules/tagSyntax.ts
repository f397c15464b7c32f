import { isTag } from '../tags';
import type { Rule } from './rule';

/** A tag cell that is neither O nor a prefix, a hyphen and an entity type. */
export const tagSyntax: Rule = (document) =>
  document.sentences.flatMap((sentence) =>
    sentence.lines.flatMap((line) => {
      const cell = document.cells(line)[document.tagColumn];
      if (!cell || isTag(cell.text)) return [];
      return {
        code: 'tag-syntax',
        severity: 'error' as const,
        message: `"${cell.text}" is not a tag. Expected O, or B-, I-, E-, S-, L- or U- and an entity type, such as B-PER.`,
        line,
        start: cell.start,
        end: cell.end,
      };
    }),
  );
