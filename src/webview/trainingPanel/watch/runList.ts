import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ShownRun } from '../../../protocol/panel';
import type { Actions } from '../actions';
import { count, dateTime, percent } from '../format';
import type { PanelState } from '../panelState';
import { stateMark } from '../parts/stateMark';

/** All runs of the folder, the latest first; the shown one is marked. */
export function runList({ runs, shown }: PanelState, { dispatch }: Actions): TemplateResult {
  if (!runs)
    return html`<section class="runs"><h2>Runs</h2><p class="quiet" role="status">Reading run folders…</p></section>`;
  if (runs.length === 0) {
    return html`<section class="runs" aria-label="Runs">
      <h2>Runs</h2>
      <p class="quiet">
        No runs yet in this folder. Start one here, with “CoNLL: Train”, or with <code>conll-distill train</code> in a terminal: it shows up at once.
      </p>
    </section>`;
  }
  const show = (run: string) => dispatch({ type: 'show', run });
  return html`<section class="runs" aria-label="Runs">
    <h2>Runs</h2>
    <div class="scroll" tabindex="-1">
      <table>
        <thead>
          <tr>
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
            (run) => runRow(run, run.name === shown, show),
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function runRow(run: ShownRun, shown: boolean, show: (run: string) => void): TemplateResult {
  const { name, config, report, created } = run;
  const score = report?.test ?? report?.dev;
  return html`<tr class=${shown ? 'shown' : ''} @click=${() => show(name)}>
    <th scope="row" title=${name}>
      <button type="button" class="link" aria-current=${shown ? 'true' : 'false'} @click=${(event: Event) => {
        event.stopPropagation();
        show(name);
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

function stepsText({ config, status, state }: ShownRun): string {
  const all = status?.steps ?? config?.steps;
  if (all === undefined) return '–';
  return state === 'finished' ? count(all) : `${count(status?.step ?? 0)} / ${count(all)}`;
}
