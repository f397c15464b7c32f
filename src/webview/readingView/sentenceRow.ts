import { html, nothing, type TemplateResult } from 'lit';
import type { HostToReading, ReadEntity, Reading, ReadSentence } from '../../protocol/readingView';
import { type Cursor, placeOf } from './cursor';
import { shownTokens } from './longSentence';

type Document = Extract<HostToReading, { type: 'document' }>;

/** One sentence as people read it, a line for each column that has its own opinion; tokens carry their place for the mouse. */
export function sentenceRow(
  sentence: ReadSentence,
  document: Document,
  cursor: Cursor | undefined,
  goTo: (token: number) => void,
): TemplateResult {
  const { index, line, readings, differing, tokens } = sentence;
  const isDisputed = differing.length > 0;
  const shown = shownTokens(tokens.length, cursor?.focus);
  const more = (count: number, to: number) =>
    count > 0 ? html`<button type="button" class="more" @click=${() => goTo(to)}>… ${count} more</button> ` : nothing;
  return html`<div class="row ${cursor ? 'current' : ''}" role="listitem" data-sentence=${index} aria-posinset=${index + 1} aria-setsize=${document.sentences}>
    <span class="line" title="Line ${line}">${line}${isDisputed ? html`<span class="disputed" title="The columns disagree">≠</span>` : nothing}</span>
    <div class="texts">
      ${readings.map((reading) => {
        const isCursors = cursor !== undefined && (cursor.column ?? document.tagColumn) === reading.column;
        return html`<p dir="auto" data-column=${reading.column} class=${reading.column === document.tagColumn ? '' : 'other'}>${
          isDisputed
            ? html`<bdi class="name ${isCursors ? 'chosen' : ''}">${document.columnNames[reading.column] ?? `column ${reading.column + 1}`}</bdi> `
            : nothing
        }${more(shown.from, shown.from - 1)}${parts(sentence, reading, shown, document.slots, isCursors ? cursor : undefined)}${more(tokens.length - shown.to, shown.to)}</p>`;
      })}
    </div>
  </div>`;
}

function parts(
  { tokens, differing }: ReadSentence,
  { entities }: Reading,
  { from, to }: { readonly from: number; readonly to: number },
  slots: Readonly<Record<string, number>>,
  cursor: Cursor | undefined,
): TemplateResult[] {
  const selected = cursor && placeOf(cursor);
  const disputed = new Set(differing);
  const token = (index: number, first: boolean): TemplateResult => {
    const { text = '', spaced = false } = tokens[index] ?? {};
    const isSelected = selected !== undefined && index >= selected.start && index < selected.end;
    const space = spaced && !first ? ' ' : '';
    const classes = `token${isSelected ? ' selected' : ''}${disputed.has(index) ? ' differs' : ''}`;
    return html`${space}<span class=${classes} data-token=${index}>${text}</span>`;
  };
  const starting = new Map(entities.map((entity) => [Math.max(entity.start, from), entity]));
  const found: TemplateResult[] = [];
  for (let index = from; index < to; ) {
    const entity = starting.get(index);
    if (!entity || entity.end <= index) {
      found.push(token(index, false));
      index++;
      continue;
    }
    const end = Math.min(entity.end, to);
    const inside = Array.from({ length: end - index }, (_, offset) => token(index + offset, offset === 0));
    found.push(html`${tokens[index]?.spaced ? ' ' : ''}${entityBox(entity, slots[entity.type] ?? 12, inside)}`);
    index = end;
  }
  return found;
}

function entityBox({ type, confidence }: ReadEntity, slot: number, inside: readonly TemplateResult[]): TemplateResult {
  const sure = confidence === undefined ? '' : `${Math.round(100 * confidence)} %`;
  const title = sure ? `${type}, confidence ${sure}` : type;
  return html`<span class="entity" data-slot=${slot} title=${title}
    >${inside}<sub>${type}${sure ? html` <span class="sure">${sure}</span>` : nothing}</sub></span
  >`;
}
