import { markdownTable } from 'markdown-table';
import stringWidth from 'string-width';
import { alignments, cellText, isBest } from './cellText';
import type { Table } from './table';

/** GitHub's Markdown; the best figure of a column in bold, title and note as paragraphs. It knows no lines between groups. */
export function markdown(table: Table): string {
  const { columns, groups, title, note } = table;
  const rows = groups.flat().map((row) =>
    columns.map((column, at) => {
      const text = escaped(cellText(row[at], column));
      return isBest(row[at]) ? `**${text}**` : text;
    }),
  );
  const lines = markdownTable([columns.map((column) => escaped(column.title)), ...rows], {
    align: alignments(table),
    stringLength: stringWidth,
  });
  return `${[...(title ? [`**${escaped(title)}**`] : []), lines, ...(note ? [escaped(note)] : [])].join('\n\n')}\n`;
}

/** What Markdown would read as more than text; an underscore inside a word is text. */
function escaped(text: string): string {
  return text.replace(/[\\`*|<[\]]/gu, '\\$&').replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
}
