import { html, nothing, type TemplateResult } from 'lit';
import type {
  HostToReview,
  ReviewRequest,
  ShownEntity,
  ShownItem,
  ShownOpinion,
  ShownToken,
} from '../../protocol/review';

type Shown = Extract<HostToReview, { type: 'show' }>;
type Post = (message: ReviewRequest) => void;
type Slots = Shown['slots'];

/** The whole page. */
export function reviewView(shown: Shown | undefined, post: Post): TemplateResult {
  if (!shown) return html`<p class="quiet" role="status">Looking for doubtful entities…</p>`;
  const { item, total, decided, file, canUndo } = shown;
  if (total === 0) {
    return html`<h1>Nothing to review</h1>
      <p>
        No teacher has an opinion on ${file} that differs from its tags or is unsure of them. Annotate it first, or with a
        second teacher: where they disagree there is something to decide.
      </p>`;
  }
  if (!item) {
    return html`<h1>All reviewed</h1>
      <p>${decided === 1 ? '1 decision is' : `${decided} decisions are`} written in ${file}. Save the file to keep them.</p>
      ${canUndo ? button('Undo', 'U', { type: 'undo' }, post) : nothing}`;
  }
  return html`
    <header>
      <h1>${file}, line ${item.line}</h1>
      <p class="quiet">${decided} of ${total} decided · doubt ${(100 * item.doubt).toFixed(0)} %</p>
      <progress max=${total} value=${decided} aria-label="decided"></progress>
    </header>
    ${sentence(item, shown.slots)}
    <ul class="opinions" aria-label="What the teachers say">
      ${item.opinions.map((opinion, index) => opinionRow(opinion, index, item, shown, post))}
    </ul>
    <div class="actions">
      ${button('Accept', 'A', { type: 'accept' }, post, true)} ${button('No entity', 'R', { type: 'reject' }, post)}
      ${shown.types.map((type, index) => button(type, String(index + 1), { type: 'label', entityType: type }, post, false, shown.slots[type]))}
    </div>
    <div class="actions">
      ${button('Previous', 'P', { type: 'previous' }, post)} ${button('Next', 'N', { type: 'next' }, post)}
      ${button('Undo', 'U', { type: 'undo' }, post, false, undefined, !canUndo)} ${button('Open in editor', 'O', { type: 'open' }, post)}
    </div>
    <p class="quiet">
      Accept keeps what the file says. <kbd>Alt</kbd>+<kbd>→</kbd> <kbd>Alt</kbd>+<kbd>←</kbd> move the end of the
      entity, with <kbd>Shift</kbd> its beginning.
    </p>
  `;
}

/** The sentence as people read it; the file's entities boxed, the region in doubt marked. */
function sentence({ tokens, entities, start, end }: ShownItem, slots: Slots): TemplateResult {
  const parts: TemplateResult[] = [];
  for (let token = 0; token < tokens.length; ) {
    const entity = entities.find((each) => each.start === token);
    const inRegion = token >= start && token < end;
    const to = entity?.end ?? token + 1;
    const words = textOf(tokens.slice(token, to));
    const space = tokens[token]?.spaced ? ' ' : '';
    const doubtful = entity ? entity.start < end && start < entity.end : inRegion;
    parts.push(
      entity
        ? html`${space}<span class="entity ${doubtful ? 'doubtful' : ''}" data-slot=${slots[entity.type] ?? 12}>${words}<sub>${entity.type}</sub></span>`
        : html`${space}${inRegion ? html`<span class="doubtful">${words}</span>` : words}`,
    );
    token = to;
  }
  return html`<p class="sentence" dir="auto">${parts}</p>`;
}

function opinionRow(
  { by, entities }: ShownOpinion,
  index: number,
  item: ShownItem,
  { slots }: Shown,
  post: Post,
): TemplateResult {
  const own = item.entities.filter(({ start, end }) => start < item.end && item.start < end);
  const agrees = keyOf(own) === keyOf(entities);
  const reasons = entities.flatMap(({ reason }) => reason ?? []);
  return html`<li>
    <div class="opinion">
      ${entities.length === 0 ? html`<span class="quiet">no entity</span>` : entities.map((entity) => said(entity, item, slots))}
      <span class="quiet">${by.join(', ')}</span>
      ${
        agrees
          ? html`<span class="quiet">as in the file</span>`
          : button('Take this', index === 0 ? 'T' : '', { type: 'take', index }, post)
      }
    </div>
    ${reasons.map((reason) => html`<p class="reason quiet">${reason}</p>`)}
  </li>`;
}

function said({ type, start, end, confidence }: ShownEntity, { tokens }: ShownItem, slots: Slots): TemplateResult {
  const sure = confidence === undefined ? '' : `${(100 * confidence).toFixed(0)} %`;
  return html`<span class="entity" data-slot=${slots[type] ?? 12}>${textOf(tokens.slice(start, end))}<sub>${type}</sub></span>${
    sure ? html`<span class="confidence" title="confidence">${sure}</span>` : nothing
  }`;
}

function textOf(tokens: readonly ShownToken[]): string {
  return tokens.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text)).join('');
}

function keyOf(entities: readonly ShownEntity[]): string {
  return entities.map(({ type, start, end }) => `${type} ${start} ${end}`).join();
}

function button(
  label: string,
  key: string,
  request: ReviewRequest,
  post: Post,
  primary = false,
  slot?: number,
  disabled = false,
): TemplateResult {
  return html`<button
    type="button"
    class=${primary ? 'primary' : ''}
    data-slot=${slot ?? nothing}
    ?disabled=${disabled}
    @click=${() => post(request)}
  >${label}${key ? html` <kbd>${key}</kbd>` : nothing}</button>`;
}
