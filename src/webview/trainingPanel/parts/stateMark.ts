import { html, type TemplateResult } from 'lit';
import { isActive, type ShownRun } from '../../../protocol/panel';
import { stateWords } from '../words';

/** The state in words, with a mark whose shape tells it too. */
export function stateMark({ state }: ShownRun): TemplateResult {
  const shape = isActive(state) ? '●' : state === 'finished' ? '✓' : state === 'stopped' ? '‖' : '✕';
  const kind = isActive(state) ? 'active' : state;
  return html`<span class="state ${kind}"><span class="mark" aria-hidden="true">${shape}</span> ${stateWords[state]}</span>`;
}
