import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { comparisonView } from './comparisonView';
import { deletedBar } from './deletedBar';
import { runTable } from './runTable';

/** The table of all runs, and those that are ticked in it beside each other. */
export function compareView(state: PanelState, actions: Actions): TemplateResult {
  const { runs, refusal, compare } = state;
  if (!runs) return html`<p class="quiet" role="status">Reading run folders…</p>`;
  const { gone } = compare;
  return html`<div class="compare">
    ${refusal ? html`<p class="problem" role="alert">${refusal.message}</p>` : nothing}
    ${deletedBar(state, actions)}
    ${
      gone.length === 0
        ? nothing
        : html`<p class="notice" role="status">${gone.length === 1 ? `The folder of ${gone[0]}, which was compared, was` : `The folders of ${gone.join(', ')}, which were compared, were`} deleted or moved away.</p>`
    }
    ${runTable(state, actions)} ${comparisonView(state, actions)}
  </div>`;
}
