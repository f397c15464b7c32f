import { html, nothing, type TemplateResult } from 'lit';
import type { HostToReading } from '../../protocol/readingView';
import { shortest, typed } from './typing';

/** Types that have a button; all have their letters, and the list behind Enter. */
const mostButtons = 12;

export interface FooterState {
  readonly document: Extract<HostToReading, { type: 'document' }>;
  readonly letters: string;
  readonly problem: string | undefined;
  /** Sentences with disagreements; undefined until they were looked at, or where there is one column. */
  readonly disagreements: readonly number[] | undefined;
  readonly onlyDisagreements: boolean;
}

export interface FooterActions {
  give(type: string): void;
  pick(): void;
  toggleDisagreements(): void;
}

export function footer(
  { document, letters, problem, disagreements, onlyDisagreements }: FooterState,
  actions: FooterActions,
): TemplateResult {
  const { types, slots, editable, notice } = document;
  const button = (
    type: string,
    index: number,
  ) => html`<button type="button" data-slot=${slots[type] ?? 12} @click=${() => actions.give(type)}>
    ${type} <kbd>${index < 9 ? index + 1 : shortest(type, types)}</kbd>
  </button>`;
  if (document.sentences === 0 && problem === undefined) return html``;
  const hasSeveral = Object.keys(document.columnNames).length > 1;
  return html`<footer>
    ${notice === undefined ? nothing : html`<span class="notice">${notice}</span>`}
    ${
      editable
        ? html`<div class="types" role="group" aria-label="Entity types">
            ${types.slice(0, mostButtons).map(button)}
            <button type="button" @click=${() => actions.pick()}>${types.length > mostButtons ? `${types.length - mostButtons} more…` : 'Other…'} <kbd>Enter</kbd></button>
          </div>`
        : nothing
    }
    ${
      disagreements && hasSeveral
        ? html`<button type="button" class="disagreements" aria-pressed=${onlyDisagreements} ?disabled=${disagreements.length === 0} @click=${() => actions.toggleDisagreements()}>
            ≠ ${disagreements.length === 0 ? 'The columns agree' : `${disagreements.length} of ${document.sentences} sentences`}
          </button>`
        : nothing
    }
    <span class="hint">${hint(editable, hasSeveral)}</span>
    ${letters === '' ? nothing : html`<span class="letters">${letters}… ${typed(letters, types).candidates.join(' ') || 'no such type'}</span>`}
    ${problem === undefined ? nothing : html`<span class="problem" role="alert">${problem}</span>`}
  </footer>`;
}

function hint(editable: boolean, hasSeveral: boolean): TemplateResult {
  const key = (name: string, what: string) => html`<span><kbd>${name}</kbd> ${what}</span> `;
  return html`${key('Tab', 'entity')}${key('N P', 'sentence')}${
    editable
      ? html`${key('Shift+A…Z', 'type by its first letters')}${key('Alt+← →', 'resize')}${key('Del', 'remove')}${key('.', 'again')}`
      : nothing
  }${hasSeveral ? html`${key('D A', 'disagreement')}${editable ? key('C', 'other column') : nothing}` : nothing}${key('Esc Tab', 'leave')}`;
}
