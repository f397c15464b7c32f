import { html, nothing, type TemplateResult } from 'lit';
import type { PickedRole } from '../../../protocol/panel';
import { sentences } from '../format';
import type { FactsByPath } from './draft';

export interface FilesField {
  readonly role: Exclude<PickedRole, 'model'>;
  readonly label: string;
  readonly hint: string;
  readonly paths: readonly string[];
  readonly several: boolean;
  readonly problem: string | undefined;
  readonly facts: FactsByPath;
  readonly onPick: () => void;
  readonly onRemove: (path: string) => void;
}

/** The files of one role, each with its number of sentences and a button to take it out, and one to pick more. */
export function filesField(field: FilesField): TemplateResult {
  const { label, paths, several } = field;
  const pick = several ? 'Add…' : paths.length > 0 ? 'Change…' : 'Choose…';
  return html`<div class="field" role="group" aria-label=${label}>
    <div class="field-head">
      <span class="label">${label} <span class="quiet">${field.hint}</span></span>
      <vscode-button secondary aria-label=${`${pick.replace('…', '')} ${label.toLowerCase()} ${several ? 'files' : 'file'}`} @click=${field.onPick}
        >${pick}</vscode-button
      >
    </div>
    ${paths.length === 0 ? html`<p class="quiet none">None</p>` : html`<ul class="files">${paths.map((path) => fileRow(field, path))}</ul>`}
    ${field.problem ? html`<p class="problem">${field.problem}</p>` : nothing}
  </div>`;
}

function fileRow({ facts, onRemove }: FilesField, path: string): TemplateResult {
  const fact = facts.get(path);
  const label = fact?.label ?? path;
  return html`<li>
    <span class="path" title=${path}><bdi>${label}</bdi></span>
    <span class="quiet figure">${fact?.sentences === undefined ? (fact ? nothing : '…') : sentences(fact.sentences)}</span>
    <button class="remove" type="button" aria-label=${`Remove ${label}`} title="Remove" @click=${() => onRemove(path)}>×</button>
    ${fact?.problem ? html`<p class="problem">${fact.problem}</p>` : nothing}
  </li>`;
}
