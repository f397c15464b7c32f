import { html, type TemplateResult } from 'lit';
import { type TableFormat, tableFormats } from '../../../protocol/panel';
import type { Table } from '../../../tables';
import type { Actions } from '../actions';

const words: Readonly<Record<TableFormat, string>> = { markdown: 'Markdown', latex: 'LaTeX', csv: 'CSV' };

/** Copies tables in a format, or opens them as a new document. */
export function tableExport(tables: readonly Table[], { post }: Actions): TemplateResult {
  const group = (label: string, title: string, type: 'copyTables' | 'exportTables') =>
    html`<span class="export-group" role="group" aria-label=${label} title=${title}>
      <span class="quiet">${label}</span>
      ${tableFormats.map(
        (format) =>
          html`<button type="button" class="link" @click=${() => post({ type, tables, format })}>${words[format]}</button>`,
      )}
    </span>`;
  return html`<div class="export">
    ${group('Copy as', 'Puts it on the clipboard', 'copyTables')}
    ${group('Open as', 'Opens it as a new document', 'exportTables')}
  </div>`;
}
