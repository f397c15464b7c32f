import { html, nothing, type TemplateResult } from 'lit';
import type { ReadEntity, ReadSentence } from '../../protocol/readingView';
import { type Cursor, placeOf } from './cursor';

/** One sentence as people read it; tokens carry their place for the mouse. */
export function sentenceRow(
  sentence: ReadSentence,
  slots: Readonly<Record<string, number>>,
  cursor: Cursor | undefined,
): TemplateResult {
  const { index, line, others } = sentence;
  return html`<div class="row ${cursor ? 'current' : ''}" data-sentence=${index}>
    <span class="line" title="line">${line}</span>
    <div class="texts">
      <p dir="auto">${parts(sentence, sentence.entities, slots, cursor)}</p>
      ${others.map(
        ({ name, entities }) =>
          html`<p dir="auto" class="other"><span class="name">${name}</span> ${parts(sentence, entities, slots, undefined)}</p>`,
      )}
    </div>
  </div>`;
}

function parts(
  { tokens }: ReadSentence,
  entities: readonly ReadEntity[],
  slots: Readonly<Record<string, number>>,
  cursor: Cursor | undefined,
): TemplateResult[] {
  const selected = cursor && placeOf(cursor);
  const token = (index: number, first: boolean): TemplateResult => {
    const { text = '', spaced = false } = tokens[index] ?? {};
    const isSelected = selected !== undefined && index >= selected.start && index < selected.end;
    const space = spaced && !first ? ' ' : '';
    return html`${space}<span class="token ${isSelected ? 'selected' : ''}" data-token=${index}>${text}</span>`;
  };
  const found: TemplateResult[] = [];
  for (let index = 0; index < tokens.length; ) {
    const entity = entities.find(({ start }) => start === index);
    if (!entity) {
      found.push(token(index, false));
      index++;
      continue;
    }
    const inside = Array.from({ length: entity.end - index }, (_, offset) => token(index + offset, offset === 0));
    const sure = entity.confidence === undefined ? '' : `${Math.round(100 * entity.confidence)} %`;
    found.push(
      html`${tokens[index]?.spaced ? ' ' : ''}<span
          class="entity"
          data-slot=${slots[entity.type] ?? 12}
          title=${sure ? `${entity.type}, confidence ${sure}` : entity.type}
          >${inside}<sub>${entity.type}${sure ? html` <span class="sure">${sure}</span>` : nothing}</sub></span
        >`,
    );
    index = entity.end;
  }
  return found;
}
