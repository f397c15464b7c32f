import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { runList } from './runList';
import { runView } from './runView';

/** The runs of the folder, and one of them in full. */
export function watchView(state: PanelState, actions: Actions): TemplateResult {
  const { gone, refusal } = state;
  return html`<div class="watch">
    ${gone === undefined ? nothing : html`<p class="notice" role="status">The folder of ${gone} was deleted or moved away.</p>`}
    ${refusal && refusal.run === undefined ? html`<p class="problem" role="alert">${refusal.message}</p>` : nothing}
    ${runList(state, actions)} ${runView(state, actions)}
  </div>`;
}
