import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, type TemplateResult } from 'lit';
import { type TableFormat, tableFormats } from '../../../protocol/panel';
import type { Table } from '../../../tables';
import type { Actions } from '../actions';

const words: Readonly<Record<TableFormat, string>> = { markdown: 'Markdown', latex: 'LaTeX', csv: 'CSV' };

/** Buttons that open tables in a format as a new document. */
export function tableExport(tables: readonly Table[], { post }: Actions): TemplateResult {
  return html`<div class="export" role="group" aria-label="Export">
    <span class="label">Export</span>
    ${tableFormats.map(
      (format) =>
        html`<vscode-button secondary @click=${() => post({ type: 'exportTables', tables, format })}>${words[format]}</vscode-button>`,
    )}
  </div>`;
}
