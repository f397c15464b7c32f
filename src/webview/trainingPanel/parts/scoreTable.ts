import { html, type TemplateResult } from 'lit';
import type { EvaluationReport } from '../../../protocol/run';
import { count, percent } from '../format';
import { scoreRows } from './scoreRows';

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
