import { atTag, replaceCell } from '../lint/finding';
import type { Rule } from '../lint/rule';
import { isTag } from '../tags';

/** A tag cell that is neither O nor a prefix, a hyphen and an entity type. */
export const tagSyntax: Rule = {
  code: 'tag-syntax',
  severity: 'error',
  reads: ['types'],
  concerns: ({ malformed }) => malformed > 0,
  check: ({ document }, { types }) => {
    if (document.tagColumn < 0) return [];
    return document.sentences.flatMap((sentence) =>
      sentence.tags.flatMap((tag, token) => {
        if (tag === 'O' || isTag(tag)) return [];
        const line = sentence.lines[token] ?? 0;
        // With more columns than the others have, it may be a part of the token: a space in the token has cut it in two.
        const isRagged = document.cells(line).length > document.columnCount;
        const meant = isRagged ? undefined : meantTag(tag, types);
        return [
          atTag(document, sentence, token, {
            message: `"${tag}" is not a tag. Expected O, or B-, I-, E-, S-, L- or U- and an entity type, such as B-PER.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
            ...(meant !== undefined && {
              fix: {
                title: `Change to ${meant}`,
                edits: replaceCell(document, line, document.tagColumn, meant),
                safe: true,
              },
            }),
          }),
        ];
      }),
    );
  },
};

/** What can be told without doubt: O in another writing, and a prefix and a type of the file with another sign between them. */
function meantTag(cell: string, types: readonly string[]): string | undefined {
  if (/^(?:o|0|_|outside)$/iu.test(cell)) return 'O';
  const [, prefix, name] = /^([BIELSU])[-_–—:/.]?(.+)$/iu.exec(cell) ?? [];
  const type = types.find((each) => each.toLowerCase() === name?.toLowerCase());
  return prefix !== undefined && type !== undefined ? `${prefix.toUpperCase()}-${type}` : undefined;
}
