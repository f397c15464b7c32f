import { alignments, cellText, isBest } from './cellText';
import type { Table } from './table';

/** A table for a web page, with a caption where there is a title and its note as a paragraph below; figures have the class `figure`. */
export function html(table: Table): string {
  const { columns, groups, title, note } = table;
  const align = alignments(table);
  const kind = (at: number) => (align[at] === 'r' ? ' class="figure"' : '');
  const head = columns.map((column, at) => `<th scope="col"${kind(at)}>${escaped(column.title)}</th>`).join('');
  const bodies = groups
    .filter((group) => group.length > 0)
    .map((group) => {
      const rows = group.map((row) => {
        const cells = columns.map((column, at) => {
          const text = escaped(cellText(row[at], column));
          const content = isBest(row[at]) ? `<strong>${text}</strong>` : text;
          return at === 0 ? `<th scope="row"${kind(at)}>${content}</th>` : `<td${kind(at)}>${content}</td>`;
        });
        return `<tr>${cells.join('')}</tr>`;
      });
      return `<tbody>\n${rows.join('\n')}\n</tbody>`;
    });
  return [
    '<table>',
    ...(title ? [`<caption>${escaped(title)}</caption>`] : []),
    `<thead>\n<tr>${head}</tr>\n</thead>`,
    ...bodies,
    '</table>',
    ...(note ? [`<p class="note">${escaped(note)}</p>`] : []),
    '',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => entities[sign] ?? sign);
}
