import stringWidth from 'string-width';
import { alignments, cellText } from './cellText';
import type { Table } from './table';

/** Aligned cells without borders, with lines only under the head and between groups: what can be pasted into a mail. */
export function plainText(table: Table): string {
  const { columns, groups, title, note } = table;
  const head = columns.map((column) => column.title);
  const texts = groups.map((rows) => rows.map((row) => columns.map((column, at) => cellText(row[at], column))));
  const all = [head, ...texts.flat()];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => stringWidth(row[at] ?? ''))));
  const align = alignments(table);
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - stringWidth(text));
        return align[at] === 'l' ? text + space : space + text;
      })
      .join('  ')
      .trimEnd();
  const ruler = widths.map((width) => '─'.repeat(width)).join('  ');
  const lines = [line(head), ...texts.filter((rows) => rows.length > 0).flatMap((rows) => [ruler, ...rows.map(line)])];
  return [...(title ? [title, ''] : []), ...lines, ...(note ? ['', note] : []), ''].join('\n');
}
