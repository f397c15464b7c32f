import { html, type TemplateResult } from 'lit';
import type { Actions } from '../actions';
import { type PanelState, shownRun } from '../panelState';
import { choice } from '../parts/inputs';
import { runChoice } from '../parts/runChoice';
import { comparedTable } from '../parts/scoreTable';

/** F1 by entity type of two runs side by side. */
export function compareView(state: PanelState, actions: Actions): TemplateResult {
  const finished = (state.runs ?? []).filter(({ report }) => report);
  if (finished.length < 2) {
    return html`<section class="compare"><p class="quiet">There is something to compare when two runs have finished.</p></section>`;
  }
  const run = shownRun(state);
  const others = finished.filter(({ name }) => name !== run?.name);
  const other = others.find(({ name }) => name === state.compare.compared) ?? others[0];
  return html`<section class="compare" aria-label="Compare">
    <div class="pair">
      ${runChoice(state, actions, finished)}
      ${choice({
        id: 'compare',
        label: 'Compare with',
        value: other?.name ?? '',
        options: others.map(({ name }): [string, string] => [name, name]),
        onChange: (name) => actions.dispatch({ type: 'compared', run: name }),
      })}
    </div>
    <div class="scores">
      ${(['test', 'dev'] as const).map((set) => {
        const [ours, theirs] = [run?.report?.[set], other?.report?.[set]];
        const title = set === 'test' ? 'Test' : 'Dev';
        return run && other && ours && theirs ? comparedTable(title, ours, run.name, theirs, other.name) : '';
      })}
    </div>
  </section>`;
}
