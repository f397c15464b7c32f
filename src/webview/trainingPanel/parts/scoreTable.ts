import { html, nothing, type TemplateResult } from 'lit';
import type { EvaluationReport } from '../../../protocol/run';
import { count, percent, points } from '../format';
import { comparedRows, scoreRows } from './scoreRows';

/** Precision, recall, F1 and support by entity type, then the averages. */
export function scoreTable(title: string, report: EvaluationReport): TemplateResult {
  return html`<table class="score-table">
    <caption>${title} <span class="quiet">%</span></caption>
    <thead>
      <tr>
        <th scope="col">Type</th>
        <th scope="col" class="figure">Precision</th>
        <th scope="col" class="figure">Recall</th>
        <th scope="col" class="figure">F1</th>
        <th scope="col" class="figure">Support</th>
      </tr>
    </thead>
    <tbody>
      ${scoreRows(report).map(
        ({ label, average, scores }) => html`<tr class=${average ? 'average' : ''}>
          <th scope="row">${label}</th>
          <td class="figure">${percent(scores.precision)}</td>
          <td class="figure">${percent(scores.recall)}</td>
          <td class="figure f1">${percent(scores.f1)}</td>
          <td class="figure">${count(scores.support)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** F1 of two runs side by side, and the difference in points. */
export function comparedTable(
  title: string,
  report: EvaluationReport,
  name: string,
  other: EvaluationReport,
  otherName: string,
): TemplateResult {
  return html`<table class="score-table">
    <caption>${title} <span class="quiet">F1, %</span></caption>
    <thead>
      <tr>
        <th scope="col">Type</th>
        <th scope="col" class="figure" title=${name}>This run</th>
        <th scope="col" class="figure" title=${otherName}>Other run</th>
        <th scope="col" class="figure">Difference</th>
      </tr>
    </thead>
    <tbody>
      ${comparedRows(report, other).map(
        ({ label, average, f1, otherF1 }) => html`<tr class=${average ? 'average' : ''}>
          <th scope="row">${label}</th>
          <td class="figure f1">${f1 === undefined ? '–' : percent(f1)}</td>
          <td class="figure">${otherF1 === undefined ? '–' : percent(otherF1)}</td>
          <td class="figure">${f1 === undefined || otherF1 === undefined ? nothing : points(f1 - otherF1)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
