import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ShownRun } from '../../../protocol/panel';
import type { Actions } from '../actions';
import { count, dateTime, percent } from '../format';
import type { PanelState } from '../panelState';
import { stateMark } from '../parts/stateMark';
import { runCurve } from './runColours';

/** All runs of the folder, the latest first; the shown one is marked, and others can be laid over its curves. */
export function runList(state: PanelState, actions: Actions): TemplateResult {
  const { runs } = state;
  if (!runs)
    return html`<section class="runs"><h2>Runs</h2><p class="quiet" role="status">Reading run folders…</p></section>`;
  if (runs.length === 0) {
    return html`<section class="runs" aria-label="Runs">
      <h2>Runs</h2>
      <p class="quiet">
        No runs yet in this folder. Start one in Set Up, with “CoNLL: Train”, or with <code>conll-distill train</code> in a terminal: it shows up at once.
      </p>
    </section>`;
  }
  return html`<section class="runs" aria-label="Runs">
    <h2>Runs</h2>
    <div class="scroll" tabindex="-1">
      <table>
        <thead>
          <tr>
            <th scope="col" title="Curves beside those of the shown run">Overlay</th>
            <th scope="col">Run</th>
            <th scope="col">State</th>
            <th scope="col">Blend</th>
            <th scope="col" class="figure">Steps</th>
            <th scope="col" class="figure">Micro F1</th>
            <th scope="col" class="figure">Started</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            runs,
            ({ name }) => name,
            (run) => runRow(run, state, actions),
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function runRow(run: ShownRun, state: PanelState, actions: Actions): TemplateResult {
  const { name, config, report, created } = run;
  const isShown = name === state.shown;
  const show = () => actions.dispatch({ type: 'show', run: name });
  const score = report?.test ?? report?.dev;
  return html`<tr class=${isShown ? 'shown' : ''} @click=${show}>
    <td class="overlay" @click=${(event: Event) => event.stopPropagation()}>${overlayBox(name, isShown, state, actions)}</td>
    <th scope="row" title=${name}>
      <button type="button" class="link" aria-current=${isShown ? 'true' : 'false'} @click=${(event: Event) => {
        event.stopPropagation();
        show();
      }}>${name}</button>
    </th>
    <td>${stateMark(run)}</td>
    <td>${config?.blend.name ?? '–'}</td>
    <td class="figure">${stepsText(run)}</td>
    <td class="figure" title=${report?.test ? 'on test' : report?.dev ? 'on dev: this run has no test file' : ''}>
      ${score ? percent(score.micro.f1) : '–'}${score && !report?.test ? ' (dev)' : ''}
    </td>
    <td class="figure" title=${dateTime(created)}>${dateTime(created).slice(5)}</td>
  </tr>`;
}

function overlayBox(
  name: string,
  isShown: boolean,
  { watch: { overlaid }, shown }: PanelState,
  { dispatch }: Actions,
): TemplateResult {
  const drawn = [shown, ...overlaid.filter((other) => other !== shown)];
  const place = drawn.indexOf(name);
  const toggled = () =>
    dispatch({
      type: 'overlaid',
      runs: overlaid.includes(name) ? overlaid.filter((other) => other !== name) : [...overlaid, name],
    });
  const { colour, dashed } = runCurve(name, Math.max(0, place));
  return html`<input
      type="checkbox"
      aria-label=${`Overlay ${name}`}
      .checked=${live(isShown || overlaid.includes(name))}
      ?disabled=${isShown}
      @change=${toggled}
    />${place >= 0 && drawn.length > 1 ? html`<span class="swatch ${dashed ? 'dashed' : ''}" .style=${`border-color: var(--vscode-${colour})`}></span>` : nothing}`;
}

function stepsText({ config, status, state }: ShownRun): string {
  const all = status?.steps ?? config?.steps;
  if (all === undefined) return '–';
  return state === 'finished' ? count(all) : `${count(status?.step ?? 0)} / ${count(all)}`;
}
