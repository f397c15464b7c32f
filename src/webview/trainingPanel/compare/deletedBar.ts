import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { Actions } from '../actions';
import { memory } from '../format';
import type { PanelState } from '../panelState';
import { ask } from './changes';

/** What was deleted and can be restored: they are there, out of the way, until they are deleted for good. */
export function deletedBar({ compare }: PanelState, actions: Actions): TemplateResult | typeof nothing {
  const { deleted = [], justDeleted } = compare;
  if (deleted.length === 0) return nothing;
  const restore = (runs: readonly string[]) => () => ask(actions, { type: 'restoreRuns', runs });
  const size = memory(deleted.reduce((sum, run) => sum + run.size, 0));
  return html`<div class="deleted notice">
    ${
      justDeleted.length === 0
        ? nothing
        : html`<p class="just-deleted" role="status">
            ${justDeleted.length === 1 ? `${justDeleted[0]} is deleted.` : `${justDeleted.length} runs are deleted.`}
            <vscode-button class="undo" @click=${restore(justDeleted)}>Undo</vscode-button>
          </p>`
    }
    <details>
      <summary>${deleted.length === 1 ? '1 deleted run' : `${deleted.length} deleted runs`} can be restored (${size} on disk)</summary>
      <ul class="deleted-list">
        ${deleted.map(
          (run) => html`<li>
            ${run.name} <span class="quiet">${memory(run.size)}</span>
            <button type="button" class="link restore-button" aria-label=${`Restore ${run.name}`} @click=${restore([run.name])}>Restore</button>
          </li>`,
        )}
      </ul>
      <vscode-button secondary @click=${() => ask(actions, { type: 'emptyDeleted' })}>Delete for Good…</vscode-button>
    </details>
  </div>`;
}
