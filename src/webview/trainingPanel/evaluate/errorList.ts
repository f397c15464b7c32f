import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { ErrorEntity, RunEvaluation, ShownError } from '../../../protocol/panel';
import type { Actions } from '../actions';
import { count } from '../format';
import { choice, toggle } from '../parts/inputs';
import { type ErrorRow, errorRows } from './errorRows';
import { type EvaluateState, rowsAtOnce } from './evaluateState';

const kindWords: Readonly<Record<ShownError['kind'], string>> = {
  boundary: 'Boundary: right type, other tokens',
  type: 'Type: right tokens, other type',
  both: 'Both: they only overlap',
  missed: 'Missed: gold alone has it',
  spurious: 'Spurious: the student alone has it',
};
const kindNames: Readonly<Record<ShownError['kind'], string>> = {
  boundary: 'boundary',
  type: 'type',
  both: 'both',
  missed: 'missed',
  spurious: 'spurious',
};

/** What is wrong, and where: each row leads to its line. */
export function errorList(
  run: string,
  { errors }: RunEvaluation,
  { filter }: EvaluateState,
  { dispatch, post }: Actions,
): TemplateResult {
  const rows = errorRows(errors, filter);
  const kinds = Object.entries(kindWords).map(([kind, words]): [string, string] => [
    kind,
    `${words} (${count(errors.filter((error) => error.kind === kind).length)})`,
  ]);
  return html`<section class="errors" aria-label="Errors">
    <h2>Errors</h2>
    <div class="fields">
      ${choice({
        id: 'error-kind',
        label: 'Kind',
        value: filter.kind,
        options: [['all', `All kinds (${count(errors.length)})`], ...kinds],
        onChange: (kind) => dispatch({ type: 'errorFilter', filter: { kind } }),
      })}
      <div class="field">
        <label class="label" for="error-words">With the words</label>
        <vscode-textfield
          id="error-words"
          .label=${'With the words'}
          .value=${filter.words}
          placeholder="Name or type"
          @input=${({ currentTarget }: Event) => {
            if (currentTarget !== null && 'value' in currentTarget)
              dispatch({ type: 'errorFilter', filter: { words: String(currentTarget.value) } });
          }}
        ></vscode-textfield>
      </div>
      ${toggle({
        id: 'error-together',
        label: 'The same ones together, the most frequent first',
        value: filter.together,
        onChange: (together) => dispatch({ type: 'errorFilter', filter: { together } }),
      })}
      <vscode-button secondary @click=${() => post({ type: 'readPredictions', run })}>
        Read gold and prediction as text
      </vscode-button>
    </div>
    ${rows.length === 0 ? html`<p class="quiet">No error is like that.</p>` : table(run, rows.slice(0, filter.rows), filter.together, post)}
    ${
      rows.length <= filter.rows
        ? nothing
        : html`<vscode-button secondary @click=${() => dispatch({ type: 'errorFilter', filter: { rows: filter.rows + rowsAtOnce } })}>
            Show more (${count(rows.length - filter.rows)} are left)
          </vscode-button>`
    }
  </section>`;
}

function table(run: string, rows: readonly ErrorRow[], together: boolean, post: Actions['post']): TemplateResult {
  return html`<table class="score-table">
    <thead>
      <tr>
        ${together ? html`<th scope="col" class="figure">Times</th>` : nothing}
        <th scope="col">Error</th>
        <th scope="col">Gold</th>
        <th scope="col">Predicted</th>
        <th scope="col">${together ? 'Lines' : 'Line'}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ kind, gold, predicted, lines }) => html`<tr>
          ${together ? html`<td class="figure">${count(lines.length)}</td>` : nothing}
          <td>${kindNames[kind]}</td>
          <td>${entity(gold)}</td>
          <td>${entity(predicted)}</td>
          <td class="lines">
            ${lines
              .slice(0, 8)
              .map(
                (line) =>
                  html`<button type="button" class="link" title="Open line ${line}" @click=${() => post({ type: 'openError', run, line })}>${line}</button> `,
              )}${lines.length > 8 ? html`<span class="quiet">and ${count(lines.length - 8)} more</span>` : nothing}
          </td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function entity(named: ErrorEntity | undefined): TemplateResult {
  if (!named) return html`<span class="quiet">–</span>`;
  return html`<span class="words">${named.text}</span> <span class="quiet">${named.type}</span>`;
}
