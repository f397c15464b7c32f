import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ShownRun } from '../../../protocol/panel';
import type { Table } from '../../../tables';
import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { tableExport } from '../parts/tableExport';
import { changeTable } from './changes';
import { chooseListed } from './chooseListed';
import { comparedOf } from './comparison';
import { filterRuns } from './filterRuns';
import { columnCell, columnsOf, type RunColumn, shownColumns } from './runColumns';
import { runRow } from './runRow';
import { runTools } from './runTools';
import { nameColumn, sortRuns, starColumn } from './sortRuns';

/** All runs of the folder: filtered, sorted, and with the columns that are wanted. */
export function runTable(state: PanelState, actions: Actions): TemplateResult {
  const { runs = [], compare } = state;
  const { choices, table, renaming } = compare;
  const all = columnsOf(runs);
  const columns = shownColumns(all, table.columns);
  const starred = choices.starredOnly ? runs.filter((run) => run.starred) : runs;
  const found = sortRuns(filterRuns(starred, choices.filter), table.sort, all);
  const columnKey = columns.map(({ id }) => id).join();
  const places = new Map(
    comparedOf(state).conditions.flatMap((condition, index) =>
      [...condition.runs, ...condition.repeated].map(({ name }) => [name, index] as const),
    ),
  );
  return html`<section class="run-table" aria-label="Runs">
    ${runTools(state, actions, found, all)}
    <div class="scroll" tabindex="-1">
      <table aria-label="Runs">
        <thead>
          <tr>
            <th scope="col" class="choice">${chooseAll(found, state, actions)}</th>
            ${heading(starColumn, '★', state, actions, 'star')}
            ${heading(nameColumn, 'Run', state, actions)}
            ${columns.map(({ id, title, format }) => heading(id, title, state, actions, format === 'words' ? '' : 'figure'))}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            found.slice(0, compare.rows),
            ({ name }) => name,
            (run) =>
              guard([run, places.get(run.name), columnKey, renaming?.run === run.name && renaming], () =>
                runRow(run, columns, places.get(run.name) ?? -1, state, actions),
              ),
          )}
        </tbody>
      </table>
    </div>
    ${
      found.length <= compare.rows
        ? nothing
        : html`<vscode-button secondary @click=${() => actions.dispatch({ type: 'moreRuns' })}>Show more: ${compare.rows} of ${found.length} are listed</vscode-button>`
    }
    ${found.length === 0 ? html`<p class="quiet" role="status">${emptyText(state)}</p>` : tableExport([exported(found, columns)], actions)}
  </section>`;
}

/** A column's head, which sorts by it: falling first where figures are, rising where words are. */
function heading(id: string, title: string, { compare }: PanelState, actions: Actions, kind = ''): TemplateResult {
  const { sort } = compare.table;
  const isSorted = sort.column === id;
  const descending = isSorted ? !sort.descending : kind !== '';
  const order = isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" class=${kind} aria-sort=${order}>
    <button
      type="button"
      class="link sort-button"
      aria-label=${id === starColumn ? 'Starred' : nothing}
      title=${`Sort by ${id === starColumn ? 'star' : title}`}
      @click=${() => changeTable(compare, actions, { sort: { column: id, descending } })}
    >${title}<span class="sort-mark" aria-hidden="true">${isSorted ? (sort.descending ? '▼' : '▲') : ''}</span></button>
  </th>`;
}

function chooseAll(found: readonly ShownRun[], { compare }: PanelState, { dispatch }: Actions): TemplateResult {
  const { count, of, toggled } = chooseListed(found, compare.rows, compare.choices.chosen);
  const isAll = count > 0 && count === of;
  return html`<input
    type="checkbox"
    aria-label="Compare all that are listed"
    title="Compare all that are listed, or none of them"
    .checked=${live(isAll)}
    .indeterminate=${count > 0 && !isAll}
    ?disabled=${of === 0}
    @change=${() => dispatch({ type: 'compareChoice', change: { chosen: toggled } })}
  />`;
}

function emptyText({ runs = [], compare: { choices } }: PanelState): string {
  if (runs.length === 0) return 'No runs yet in this folder. Start one in Set Up: it shows up here at once.';
  if (choices.starredOnly && !runs.some(({ starred }) => starred)) return 'No run has a star yet.';
  return 'No run matches the filter.';
}

function exported(runs: readonly ShownRun[], columns: readonly RunColumn[]): Table {
  return {
    columns: [{ title: 'run' }, ...columns.map(({ title, format, text }) => ({ title, ...(!text && { format }) }))],
    groups: [runs.map((run) => [run.name, ...columns.map((column) => columnCell(run, column))])],
  };
}
