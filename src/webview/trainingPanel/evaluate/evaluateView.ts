import { html, type TemplateResult } from 'lit';
import type { Actions } from '../actions';
import { type PanelState, shownRun } from '../panelState';
import { runChoice } from '../parts/runChoice';
import { scoreTable } from '../parts/scoreTable';

/** A finished run's figures on test and dev. */
export function evaluateView(state: PanelState, actions: Actions): TemplateResult {
  const finished = (state.runs ?? []).filter(({ report }) => report?.dev || report?.test);
  if (finished.length === 0) {
    return html`<section class="evaluate"><p class="quiet">Figures are here when a run with a dev or test file has finished.</p></section>`;
  }
  const report = shownRun(state)?.report;
  return html`<section class="evaluate" aria-label="Evaluate">
    ${runChoice(state, actions, finished)}
    <div class="scores">
      ${report?.test ? scoreTable('Test', report.test) : ''} ${report?.dev ? scoreTable('Dev', report.dev) : ''}
    </div>
  </section>`;
}
