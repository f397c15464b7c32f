import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { DataRole, FileFacts } from '../../../protocol/panel';
import type { Actions } from '../actions';
import { count, sentences } from '../format';
import type { Draft } from './draft';
import { dropTarget } from './dropTarget';
import type { DraftProblems } from './readDraft';
import type { SetUpState } from './setUpState';

const fields: readonly { readonly role: DataRole; readonly label: string; readonly hint: string }[] = [
  { role: 'original', label: 'Original', hint: 'human tags' },
  { role: 'distilled', label: 'Distilled', hint: 'LLM tags' },
  { role: 'dev', label: 'Dev', hint: 'scored while training' },
  { role: 'test', label: 'Test', hint: 'scored at the end' },
];

/** The files of a run, by what they are for. */
export function dataFields(state: SetUpState, draft: Draft, problems: DraftProblems, actions: Actions): TemplateResult {
  const noFiles = [...draft.original, ...draft.distilled].length === 0;
  return html`<section aria-label="Data">
    <h2>Data</h2>
    ${
      noFiles
        ? html`<p class="notice">
            No training files were recognised by their names (original, train, gold; distilled, llm, silver). Add them here,
            or from the explorer: “Use for Training” in a file’s menu, or by dragging them here with Shift held.
          </p>`
        : nothing
    }
    ${fields.map(({ role, label, hint }) => {
      return roleField(
        { state, draft, role, label, hint, problem: state.tried || !noFiles ? problems[role] : undefined },
        actions,
      );
    })}
  </section>`;
}

interface RoleField {
  readonly state: SetUpState;
  readonly draft: Draft;
  readonly role: DataRole;
  readonly label: string;
  readonly hint: string;
  readonly problem: string | undefined;
}

function roleField({ state, draft, role, label, hint, problem }: RoleField, actions: Actions): TemplateResult {
  const several = role === 'original' || role === 'distilled';
  const paths = pathsOf(draft, role);
  const pick = several ? 'Add…' : paths.length > 0 ? 'Change…' : 'Choose…';
  const target = dropTarget(role, actions);
  const warnings = state.warnings.filter((warning) => warning.role === role);
  return html`<div class="field drop" role="group" aria-label=${label} @dragover=${target.over} @dragleave=${target.leave} @drop=${target.drop}>
    <div class="field-head">
      <span class="label">${label} <span class="quiet">${hint}</span></span>
      <vscode-button
        secondary
        aria-label=${`${pick.replace('…', '')} ${label.toLowerCase()} ${several ? 'files' : 'file'}`}
        @click=${() => actions.post({ type: 'pick', role })}
        >${pick}</vscode-button
      >
    </div>
    ${
      paths.length === 0
        ? html`<p class="quiet none">None</p>`
        : html`<ul class="files">${paths.map((path) => fileRow(path, state.facts.get(path), () => remove(draft, role, path, actions)))}</ul>`
    }
    ${warnings.map(({ message }) => html`<p class="warning"><span aria-hidden="true">⚠</span> ${message}</p>`)}
    ${problem ? html`<p class="problem">${problem}</p>` : nothing}
  </div>`;
}

function fileRow(path: string, fact: FileFacts | undefined, onRemove: () => void): TemplateResult {
  const label = fact?.label ?? path.split(/[/\\]/).at(-1) ?? path;
  return html`<li>
    <span class="path" title=${path}><bdi>${label}</bdi></span>
    <span class="quiet figure">${fact?.sentences === undefined ? (fact ? nothing : '…') : sentences(fact.sentences)}</span>
    <button class="remove" type="button" aria-label=${`Remove ${label}`} title="Remove" @click=${onRemove}>×</button>
    ${fact?.types && fact.tokens !== undefined ? html`<p class="facts">${factsText(fact)}</p>` : nothing}
    ${fact?.problem ? html`<p class="problem">${fact.problem}</p>` : nothing}
  </li>`;
}

function factsText({ tokens = 0, types = {}, scheme, weights }: FileFacts): string {
  const byType = Object.entries(types).sort(([, a], [, b]) => b - a);
  const entities =
    byType.length === 0 ? 'no entities' : byType.map(([type, number]) => `${type} ${count(number)}`).join(', ');
  const weighed = weights && `weights above ${sentences(weights.sentences)}, ${weights.mean.toFixed(2)} on average`;
  return [`${count(tokens)} tokens`, entities, scheme, weighed].filter((part) => part !== undefined).join(' · ');
}

function pathsOf(draft: Draft, role: DataRole): readonly string[] {
  if (role === 'original' || role === 'distilled') return draft[role];
  const path = draft[role];
  return path === undefined ? [] : [path];
}

function remove(draft: Draft, role: DataRole, path: string, { dispatch }: Actions): void {
  const isList = role === 'original' || role === 'distilled';
  dispatch({ type: 'edited', change: { [role]: isList ? draft[role].filter((other) => other !== path) : undefined } });
}
