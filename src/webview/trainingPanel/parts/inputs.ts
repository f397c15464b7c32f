import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';

interface TextInput {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly hint?: string | undefined;
  readonly problem: string | undefined;
  readonly onInput: (value: string) => void;
}

/** A labelled field for a number. It is a field for text, so that 5e-5 can be typed and what is wrong stays to be seen. */
export function numberInput({ id, label, value, placeholder, hint, problem, onInput }: TextInput): TemplateResult {
  return html`<div class="field">
    <label class="label" for=${id} id=${`${id}-label`}>${label}</label>
    <vscode-textfield
      id=${id}
      .label=${[label, hint, problem].filter((part) => part !== undefined).join(': ')}
      .value=${live(value)}
      placeholder=${placeholder ?? ''}
      title=${hint ?? nothing}
      ?invalid=${problem !== undefined}
      @input=${(event: Event) => onInput(typedText(event))}
    ></vscode-textfield>
    ${problem ? html`<p class="problem">${problem}</p>` : nothing}
  </div>`;
}

interface Choice<T extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

export function choice<T extends string>({ id, label, value, options, onChange }: Choice<T>): TemplateResult {
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    <vscode-single-select
      id=${id}
      .label=${label}
      .value=${live(value)}
      @change=${(event: Event) => {
        const chosen = options.find(([key]) => key === typedText(event));
        if (chosen) onChange(chosen[0]);
      }}
    >
      ${options.map(([key, words]) => html`<vscode-option value=${key} ?selected=${key === value}>${words}</vscode-option>`)}
    </vscode-single-select>
  </div>`;
}

interface Toggle {
  readonly id: string;
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

export function toggle({ id, label, value, onChange }: Toggle): TemplateResult {
  return html`<vscode-checkbox
    id=${id}
    label=${label}
    .checked=${live(value)}
    @change=${({ currentTarget }: Event) => {
      if (currentTarget !== null && 'checked' in currentTarget) onChange(currentTarget.checked === true);
    }}
  ></vscode-checkbox>`;
}

/** The keys of a table of words with the words, in order: the options of a choice. */
export function optionsOf<K extends string>(words: Readonly<Record<K, string>>): [K, string][] {
  const keys: K[] = [];
  for (const key in words) keys.push(key);
  return keys.map((key) => [key, words[key]]);
}

function typedText({ currentTarget }: Event): string {
  return currentTarget !== null && 'value' in currentTarget && typeof currentTarget.value === 'string'
    ? currentTarget.value
    : '';
}
