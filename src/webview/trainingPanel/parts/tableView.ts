import { html, nothing, type TemplateResult } from 'lit';
import { type Cell, type Column, cellText, type Table } from '../../../tables';

/** A table of figures with its title and its note; a line parts its groups of rows. */
export function tableView({ title, columns, groups, note }: Table): TemplateResult {
  return html`<figure class="figures">
    <table class="score-table">
      ${title === undefined ? nothing : html`<caption>${title}</caption>`}
      <thead>
        <tr>${columns.map((column) => html`<th scope="col" class=${kindOf(column)}>${column.title}</th>`)}</tr>
      </thead>
      ${groups.map(
        (rows) => html`<tbody>
          ${rows.map((row) => html`<tr>${columns.map((column, at) => cellView(row[at], column, at))}</tr>`)}
        </tbody>`,
      )}
    </table>
    ${note === undefined ? nothing : html`<figcaption class="quiet">${note}</figcaption>`}
  </figure>`;
}

/** Messages turn what is undefined in a list, or no number, into null. */
export function received(table: Table): Table {
  return { ...table, groups: table.groups.map((rows) => rows.map((row) => row.map((cell) => cell ?? undefined))) };
}

function cellView(cell: Cell, column: Column, at: number): TemplateResult {
  const text = cellText(cell, column);
  const best = typeof cell === 'object' && cell.best === true;
  const content = best ? html`<strong>${text}</strong>` : text;
  return at === 0
    ? html`<th scope="row" class=${kindOf(column)}>${content}</th>`
    : html`<td class=${kindOf(column)}>${content}</td>`;
}

function kindOf({ format = 'words' }: Column): string {
  return format === 'words' ? '' : 'figure';
}
