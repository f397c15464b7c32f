import { html, nothing, type TemplateResult } from 'lit';
import { cellText, type Table } from '../../../tables';

/** A confusion matrix: the more often, the stronger the cell; on the diagonal is what was right. Figures say it without colour. */
export function confusionView({ title, columns, groups, note }: Table): TemplateResult {
  const rows = groups.flat();
  const last = columns.length - 1;
  return html`<figure class="figures">
    <table class="score-table confusion">
      <caption>${title}</caption>
      <thead>
        <tr>
          <th scope="col">gold ↓ predicted →</th>
          ${columns.slice(1).map((column) => html`<th scope="col" class="figure">${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row, at) => {
          const total = row.slice(1).reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0);
          return html`<tr>
            <th scope="row">${cellText(row[0], {})}</th>
            ${columns.slice(1).map((column, index) => {
              const cell = row[index + 1];
              const share = typeof cell === 'number' && total > 0 ? cell / total : 0;
              const right = index === at && index + 1 < last;
              return html`<td class="figure ${right ? 'right' : 'wrong'}" .style=${`--share: ${Math.round(100 * share)}%`}>
                ${cellText(cell, column)}
              </td>`;
            })}
          </tr>`;
        })}
      </tbody>
    </table>
    ${note === undefined ? nothing : html`<figcaption class="quiet">${note}</figcaption>`}
  </figure>`;
}
