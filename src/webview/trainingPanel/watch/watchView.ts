import { html, type TemplateResult } from 'lit';
import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { runList } from './runList';
import { runView } from './runView';

/** The runs of the folder, and one of them in full. */
export function watchView(state: PanelState, actions: Actions): TemplateResult {
  return html`<div class="watch">${runList(state, actions)} ${runView(state, actions)}</div>`;
}
