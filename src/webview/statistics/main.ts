/** The statistics page: what data sets hold, drawn and in tables. */
import '../entities.css';
import './statistics.css';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { HostToStatistics, StatisticsFormat, StatisticsToHost } from '../../protocol/statistics';
import { type AmbiguityState, ambiguitySection } from './ambiguitySection';
import { exportDrawing } from './exportDrawing';
import { filesSection, lengthsSection, overlapSection, typesSection } from './sections';

declare function acquireVsCodeApi(): {
  postMessage(message: StatisticsToHost): void;
  setState(state: { readonly uris: readonly string[] }): void;
};

const vscode = acquireVsCodeApi();
let shown: Extract<HostToStatistics, { type: 'show' }> | undefined;
let reading: number | undefined = 0;
let problem: string | undefined;
let ambiguity: AmbiguityState = { filter: '', rows: 100 };

// Only the host can post to this page, which VS Code keeps in a frame of its own.
window.addEventListener('message', ({ data }: MessageEvent<HostToStatistics>) => {
  if (data.type === 'reading') {
    reading = data.share;
    problem = undefined;
  } else {
    reading = undefined;
    problem = data.type === 'problem' ? data.message : undefined;
    if (data.type === 'show') {
      shown = data;
      vscode.setState({ uris: data.uris });
    }
  }
  show();
});

function show(): void {
  render(
    html`<main aria-busy=${reading !== undefined}>${header()}${shown ? sections(shown) : nothing}</main>`,
    document.body,
  );
}

function header(): TemplateResult {
  return html`<header>
      <h1>Statistics</h1>
      ${
        shown
          ? html`<div class="actions" role="group" aria-label="Export">
              ${exportButton('markdown', 'Markdown')} ${exportButton('csv', 'CSV')} ${exportButton('json', 'JSON')} ${exportButton('svg', 'SVG')}
              <vscode-button secondary @click=${() => vscode.postMessage({ type: 'refresh' })}>Refresh</vscode-button>
            </div>`
          : nothing
      }
    </header>
    <p class="status" role="status">${reading === undefined ? nothing : `Reading… ${Math.floor(100 * reading)} %`}</p>
    ${problem === undefined ? nothing : html`<p class="problem" role="alert">${problem}</p>`}`;
}

function exportButton(format: StatisticsFormat, name: string): TemplateResult {
  return html`<vscode-button secondary title="Export as ${name}" aria-label="Export as ${name}" @click=${() => exportAs(format)}>${name}</vscode-button>`;
}

function exportAs(format: StatisticsFormat): void {
  const charts = [...document.querySelectorAll<SVGSVGElement>('svg.chart')];
  const drawing = exportDrawing(charts, getComputedStyle(document.body).backgroundColor);
  vscode.postMessage({ type: 'export', format, ...(format === 'svg' && { drawing }) });
}

function sections({ report, slots }: Extract<HostToStatistics, { type: 'show' }>): TemplateResult {
  return html`${filesSection(report)}${overlapSection(report)}${typesSection(report, slots)}
    <div class="charts">
      ${lengthsSection(report, 'sentences', ({ sentenceLengths }) => sentenceLengths)}
      ${lengthsSection(report, 'entities', ({ entityLengths }) => entityLengths)}
    </div>
    ${ambiguitySection(report, slots, ambiguity, {
      open: (file, line) => vscode.postMessage({ type: 'open', file, line }),
      change: (changed) => {
        ambiguity = { ...ambiguity, ...changed };
        show();
      },
    })}`;
}

show();
vscode.postMessage({ type: 'ready' });
