import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { isActive, type ShownRun } from '../../../protocol/panel';
import type { Actions } from '../actions';
import { count } from '../format';
import type { PanelState } from '../panelState';
import { toggle } from '../parts/inputs';
import { ask, changeTable } from './changes';
import { defaultColumns, type RunColumn } from './runColumns';

/** What is above the table of runs: which are listed, with which columns, and what can be done with the chosen ones. */
export function runTools(
  state: PanelState,
  actions: Actions,
  found: readonly ShownRun[],
  all: readonly RunColumn[],
): TemplateResult {
  const { runs = [], compare } = state;
  const { choices } = compare;
  const change = (change: Partial<typeof choices>) => actions.dispatch({ type: 'compareChoice', change });
  return html`<div class="run-tools">
      <vscode-textfield
        id="run-filter"
        .label=${'Filter runs'}
        .value=${live(choices.filter)}
        placeholder="Filter: words, or setting=value such as seed=1"
        @input=${({ currentTarget }: Event) => {
          if (currentTarget !== null && 'value' in currentTarget) change({ filter: String(currentTarget.value) });
        }}
      ></vscode-textfield>
      ${toggle({ id: 'starred-only', label: 'Starred only', value: choices.starredOnly, onChange: (starredOnly) => change({ starredOnly }) })}
      <span class="quiet" role="status">${found.length === runs.length ? '' : `${count(found.length)} of `}${count(runs.length)} ${runs.length === 1 ? 'run' : 'runs'}</span>
      ${columnChoice(state, actions, all)}
    </div>
    ${chosenTools(state, actions, found)}`;
}

function columnChoice({ compare }: PanelState, actions: Actions, all: readonly RunColumn[]): TemplateResult {
  const { columns } = compare.table;
  const set = (next: readonly string[]) => changeTable(compare, actions, { columns: next });
  return html`<details class="columns">
    <summary>Columns</summary>
    <div class="column-choice">
      ${(['Figures', 'Settings'] as const).map(
        (group) => html`<fieldset>
          <legend>${group}</legend>
          ${all
            .filter((column) => column.group === group)
            .map(
              ({ id, title }) => html`<label><input
                  type="checkbox"
                  .checked=${live(columns.includes(id))}
                  @change=${() => set(columns.includes(id) ? columns.filter((each) => each !== id) : [...columns, id])}
                /> ${title}</label>`,
            )}
        </fieldset>`,
      )}
      <button type="button" class="link restore-button" @click=${() => set(defaultColumns)}>Default columns</button>
    </div>
  </details>`;
}

function chosenTools({ runs = [], compare }: PanelState, actions: Actions, found: readonly ShownRun[]): TemplateResult {
  const { chosen } = compare.choices;
  const those = runs.filter(({ name }) => chosen.includes(name));
  const names = those.map(({ name }) => name);
  const hidden = those.filter((run) => !found.includes(run)).length;
  const none = those.length === 0;
  const areStarred = !none && those.every(({ starred }) => starred);
  const busy = those.some(({ state }) => isActive(state));
  const title = busy ? 'One of them is at work: stop it in Watch first' : 'They can be restored';
  return html`<div class="chosen-tools" role="group" aria-label="Chosen runs">
    <span class=${none ? 'quiet' : ''} role="status">${none ? 'None' : count(those.length)} chosen${hidden > 0 ? `, ${hidden} of them not listed` : ''}</span>
    <vscode-button secondary ?disabled=${none} @click=${() => ask(actions, { type: 'star', runs: names, starred: !areStarred })}>${areStarred ? 'Take Stars Away' : 'Star'}</vscode-button>
    <vscode-button secondary ?disabled=${busy || none} title=${title} @click=${() => ask(actions, { type: 'deleteRuns', runs: names })}>Delete</vscode-button>
    <vscode-button secondary ?disabled=${none} @click=${() => actions.dispatch({ type: 'compareChoice', change: { chosen: [] } })}>Choose None</vscode-button>
  </div>`;
}
