import { html, nothing, type TemplateResult } from 'lit';
import type { RunEvaluation, ShownRun } from '../../../protocol/panel';
import type { Table } from '../../../tables';
import type { Actions } from '../actions';
import { type PanelState, shownRun } from '../panelState';
import { choice } from '../parts/inputs';
import { runChoice } from '../parts/runChoice';
import { scoreTable } from '../parts/scoreTable';
import { tableExport } from '../parts/tableExport';
import { tableView } from '../parts/tableView';
import { confusionView } from './confusionView';
import { errorList } from './errorList';
import type { Counting } from './evaluateState';

const countings: Readonly<Record<Counting, string>> = {
  default: 'As conlleval and seqeval do',
  strict: 'Strict, as seqeval does',
  nervaluate: 'nervaluate: strict, exact, partial, type',
};

/** A finished run beside gold: scores, confusion, breakdowns, calibration, and each error with its place. */
export function evaluateView(state: PanelState, actions: Actions): TemplateResult {
  const finished = (state.runs ?? []).filter(({ report }) => report?.dev || report?.test);
  if (finished.length === 0) {
    return html`<section class="evaluate"><p class="quiet">Figures are here when a run with a dev or test file has finished.</p></section>`;
  }
  const run = shownRun(state);
  return html`<section class="evaluate" aria-label="Evaluate">
    ${runChoice(state, actions, finished)} ${run?.report ? ofRun(run, state, actions) : nothing}
  </section>`;
}

function ofRun({ name, report }: ShownRun, { evaluate }: PanelState, actions: Actions): TemplateResult {
  const { evaluation, problem } = evaluate;
  const onDev = report?.dev ? scoreTable('Dev', report.dev) : nothing;
  if (problem !== undefined) return html`<p class="quiet">${problem}</p><div class="scores">${onDev}</div>`;
  if (!evaluation) return html`<p class="quiet" role="status">Comparing the predictions with gold…</p>`;
  const { scores, breakdown, calibration, notes, confusion } = evaluation;
  return html`
    <div class="fields">
      ${choice<Counting>({
        id: 'counting',
        label: 'Count entities',
        value: evaluate.counting,
        options: [
          ['default', countings.default],
          ['strict', countings.strict],
          ['nervaluate', countings.nervaluate],
        ],
        onChange: (counting) => actions.dispatch({ type: 'counting', counting }),
      })}
      ${tableExport(tablesOf(evaluation, evaluate.counting), actions)}
    </div>
    ${notes.map((note) => html`<p class="warning"><span aria-hidden="true">⚠</span> ${note}</p>`)}
    <div class="scores">
      ${tableView(onTest(scores[evaluate.counting]))}
      ${onDev}
      ${confusionView(confusion)} ${tableView(breakdown)} ${calibration ? tableView(calibration) : nothing}
    </div>
    ${errorList(name, evaluation, evaluate, actions)}
  `;
}

/** Beside dev, and named as it is. */
function onTest(table: Table): Table {
  const [first, ...columns] = table.columns;
  const names = first?.title === '%' ? { ...first, title: 'type' } : first;
  return { ...table, title: `Test, %: ${table.title ?? ''}`, columns: [...(names ? [names] : []), ...columns] };
}

function tablesOf({ scores, confusion, breakdown, calibration }: RunEvaluation, counting: Counting): Table[] {
  return [scores[counting], confusion, breakdown, ...(calibration ? [calibration] : [])];
}
