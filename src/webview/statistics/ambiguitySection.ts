import { html, nothing, type TemplateResult } from 'lit';
import type { DatasetStatistics } from '../../protocol/statistics';
import type { Slots } from './sections';

export interface AmbiguityState {
  readonly filter: string;
  /** Rows shown at most. */
  readonly rows: number;
}

export interface AmbiguityActions {
  readonly open: (file: number, line: number) => void;
  readonly change: (state: Partial<AmbiguityState>) => void;
}

/** Surface forms that are not always labelled alike; each label is a button to where it first stands so. */
export function ambiguitySection(
  { files, mostAmbiguous, ambiguousForms }: DatasetStatistics,
  slots: Slots,
  { filter, rows }: AmbiguityState,
  { open, change }: AmbiguityActions,
): TemplateResult {
  const wanted = filter.toLowerCase();
  const found = mostAmbiguous.filter(({ form }) => form.toLowerCase().includes(wanted));
  const shown = found.slice(0, rows);
  return html`<section>
    <h2>Ambiguous surface forms</h2>
    ${
      ambiguousForms === 0
        ? html`<p class="quiet">Every surface form is always labelled alike.</p>`
        : html`<p class="quiet">${ambiguousForms} forms are not always labelled alike; O: where one stands untagged. Those come first of which most
          occurrences are not of the commonest label.${ambiguousForms > mostAmbiguous.length ? ` The first ${mostAmbiguous.length} are listed.` : ''}</p>
        <vscode-textfield placeholder="Filter" label="Filter surface forms" .value=${filter}
          @input=${(event: Event) => change({ filter: (event.target as HTMLInputElement).value })}></vscode-textfield>
        <div class="scroll"><table class="forms">
          <thead><tr><th scope="col">Form</th><th scope="col" class="figure">Total</th><th scope="col" class="figure" title="Occurrences that are not of the commonest label">Others</th><th scope="col">Labels, each a link to the first</th></tr></thead>
          <tbody>${shown.map(
            ({ form, total, minority, labels }) => html`<tr>
              <th scope="row" dir="auto">${form}</th><td class="figure">${total}</td><td class="figure">${minority}</td>
              <td>${labels.map(({ label, count, file, line }) => {
                const place = `${files[file]?.name}, line ${line + 1}`;
                return html`<button class="label" data-slot=${slots[label] ?? nothing} title="Go to ${place}"
                  aria-label="${form} as ${label}, ${count} times: go to ${place}" @click=${() => open(file, line)}><span class="type">${label}</span> ${count}</button>`;
              })}</td></tr>`,
          )}</tbody>
        </table></div>
        ${found.length === 0 ? html`<p class="quiet" role="status">No form has “${filter}” in it.</p>` : nothing}
        ${
          found.length > shown.length
            ? html`<vscode-button secondary @click=${() => change({ rows: rows + 200 })}>Show more (${found.length - shown.length} left)</vscode-button>`
            : nothing
        }`
    }
  </section>`;
}
