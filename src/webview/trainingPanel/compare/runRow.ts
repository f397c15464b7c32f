import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import { isActive, runNameProblem, type ShownRun } from '../../../protocol/panel';
import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { stateMark } from '../parts/stateMark';
import { runCurve } from '../watch/runColours';
import { ask } from './changes';
import { focusWhenLost } from './focusWhenLost';
import { columnText, type RunColumn } from './runColumns';

/**
 * A run in the table: chosen or not, starred or not, its name that can be changed in place, and its columns. It is drawn anew
 * only when what it shows has changed, so what it does depends on nothing else of the state.
 * @param place of its condition among those that are compared; -1 where it is not chosen
 */
export function runRow(
  run: ShownRun,
  columns: readonly RunColumn[],
  place: number,
  state: PanelState,
  actions: Actions,
): TemplateResult {
  const { name, starred, config } = run;
  const { renaming } = state.compare;
  const isChosen = place >= 0;
  const isRenamed = renaming?.run === name;
  const { colour, dashed } = runCurve(name, Math.max(0, place));
  const rename = () => actions.dispatch({ type: 'renaming', renaming: { run: name, text: name } });
  const remove = () => {
    ask(actions, { type: 'deleteRuns', runs: [name] });
    focusWhenLost('.undo');
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'text') return;
    if (event.key === 'F2') rename();
    else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
  };
  return html`<tr class=${isChosen ? 'shown' : ''} data-run=${name} @keydown=${onKey}>
    <td class="choice">
      <input
        type="checkbox"
        aria-label=${`Compare ${name}`}
        title=${config ? '' : 'It cannot be read, so it cannot be compared'}
        .checked=${live(isChosen)}
        ?disabled=${!config}
        @change=${() => actions.dispatch({ type: 'compareToggle', run: name })}
      />${isChosen ? html`<span class="swatch ${dashed ? 'dashed' : ''}" .style=${`border-color: var(--vscode-${colour})`}></span>` : nothing}
    </td>
    <td class="star">
      <button
        type="button"
        class="link"
        aria-pressed=${starred ? 'true' : 'false'}
        aria-label=${`Star ${name}`}
        title=${starred ? 'Take the star away' : 'Mark with a star'}
        @click=${() => ask(actions, { type: 'star', runs: [name], starred: !starred })}
      >${starred ? '★' : '☆'}</button>
    </td>
    <th scope="row" title=${name}>
      ${isRenamed ? renameField(run, state, actions) : nameButtons(run, actions, rename, remove)}
    </th>
    ${columns.map((column) => html`<td class=${column.format === 'words' ? '' : 'figure'}>${column.id === 'state' ? stateMark(run) : columnText(run, column)}</td>`)}
  </tr>`;
}

function nameButtons(
  { name, state, damage }: ShownRun,
  { dispatch }: Actions,
  rename: () => void,
  remove: () => void,
): TemplateResult {
  const show = () => {
    dispatch({ type: 'show', run: name });
    dispatch({ type: 'tab', tab: 'watch' });
  };
  const busy = isActive(state);
  const why = 'It is at work: stop it in Watch first';
  return html`<span class="run-name">
    <button type="button" class="link name" title=${`${name}: opens it in Watch`} @click=${show}>${name}</button>
    <span class="row-buttons">
      <button type="button" class="link row-button" aria-label=${`Rename ${name}`} title=${busy ? why : 'Rename (F2)'} ?disabled=${busy} @click=${rename}>Rename</button>
      <button type="button" class="link row-button" aria-label=${`Delete ${name}`} title=${busy ? why : 'Delete (Del); it can be restored'} ?disabled=${busy} @click=${remove}>Delete</button>
    </span>
  </span>
  ${damage === undefined ? nothing : html`<p class="problem rename-note">${damage}</p>`}`;
}

function renameField({ name }: ShownRun, { runs = [], compare }: PanelState, actions: Actions): TemplateResult {
  const text = compare.renaming?.text ?? name;
  const others = runs.flatMap((run) => (run.name === name ? [] : [run.name]));
  const problem = runNameProblem(text, others);
  const end = () => {
    actions.dispatch({ type: 'renaming', renaming: undefined });
    focusRow(name);
  };
  const onKey = ({ key, isComposing, currentTarget }: KeyboardEvent) => {
    // The key is for what is composed, as in Chinese and Japanese.
    if (isComposing) return;
    if (key === 'Escape') end();
    if (key !== 'Enter' || !(currentTarget instanceof HTMLInputElement)) return;
    // As typed, which the page may not have drawn yet.
    const to = currentTarget.value;
    if (to === name) end();
    else if (runNameProblem(to, others) === undefined) {
      ask(actions, { type: 'rename', run: name, to });
      actions.dispatch({ type: 'renaming', renaming: undefined });
      focusRow(to);
    }
  };
  return html`<input
      class="rename"
      type="text"
      aria-label=${`New name of ${name}`}
      aria-invalid=${problem === undefined ? 'false' : 'true'}
      aria-describedby="rename-problem"
      .value=${live(text)}
      ${ref(focusOnce)}
      @input=${({ currentTarget }: Event) => {
        if (currentTarget instanceof HTMLInputElement)
          actions.dispatch({ type: 'renaming', renaming: { run: name, text: currentTarget.value } });
      }}
      @keydown=${onKey}
    />
    <p id="rename-problem" class=${`rename-note ${problem === undefined ? 'quiet' : 'problem'}`} role="status">${problem ?? 'Enter renames the run and its folder, Escape leaves it.'}</p>`;
}

/** The field as it comes has the focus, its text selected; the same function each time, so that it is done once. */
function focusOnce(field: Element | undefined): void {
  if (!(field instanceof HTMLInputElement)) return;
  // It is in the page once the row is.
  queueMicrotask(() => {
    field.focus();
    field.select();
  });
}

/** Where the focus was before the name was typed; under its new name the row comes with the host's answer. */
function focusRow(name: string): void {
  focusWhenLost(`tr[data-run="${CSS.escape(name)}"] .name`);
}
