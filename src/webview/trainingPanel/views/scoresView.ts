import { html, nothing, type TemplateResult } from 'lit';
import { isActive, type ShownRun } from '../../../protocol/panel';
import type { EvaluationReport } from '../../../protocol/run';
import { count, percent, points } from '../format';
import { comparedRows, scoreRows } from '../scoreRows';
import type { RunSeries } from '../stepSeries';

/** One data file's figures, and under which words. */
interface Scored {
  readonly title: string;
  readonly report: EvaluationReport;
}

/** F1 by entity type on test and dev; beside another run's when one is chosen. While a run trains, its last dev figures. */
export function scoresView(run: ShownRun, other: ShownRun | undefined, series: RunSeries): TemplateResult {
  const scored = scoredOf(run, series);
  if (scored.length === 0) {
    return html`<p class="quiet">${whyEmpty(run)}</p>`;
  }
  return html`<div class="scores">
    ${scored.map(({ title, report }, index) => {
      const others = other?.report?.[index === 0 && run.report?.test ? 'test' : 'dev'];
      return other && others ? comparedTable(title, report, run.name, others, other.name) : scoreTable(title, report);
    })}
  </div>`;
}

function whyEmpty({ state, config }: ShownRun): string {
  if (state === 'finished') return 'This run had neither a dev nor a test file, so there are no figures.';
  if (!isActive(state)) return 'The run ended before its first evaluation.';
  return config?.dev ? 'Comes after the first evaluation on dev.' : 'Comes at the end.';
}

function scoredOf({ report }: ShownRun, { dev }: RunSeries): readonly Scored[] {
  if (report) {
    return [
      ...(report.test ? [{ title: 'Test', report: report.test }] : []),
      ...(report.dev ? [{ title: 'Dev', report: report.dev }] : []),
    ];
  }
  const last = dev.at(-1);
  return last ? [{ title: `Dev, after step ${last.step}`, report: last.report }] : [];
}

function scoreTable(title: string, report: EvaluationReport): TemplateResult {
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

function comparedTable(
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
