/** The reading view's page: a document's sentences as running text, labelled by keyboard. */
import '../entities.css';
import './readingView.css';
import '@lit-labs/virtualizer';
import type { LitVirtualizer } from '@lit-labs/virtualizer';
import { html, nothing, render } from 'lit';
import type { HostToReading, Place, ReadingToHost, ReadSentence } from '../../protocol/readingView';
import { type Cursor, cursorAt, entityAt, entityBeyond, labelled, moved, placeOf, resized, typeOf } from './cursor';
import { sentenceRow } from './sentenceRow';

declare function acquireVsCodeApi(): { postMessage(message: ReadingToHost): void };

type Document = Extract<HostToReading, { type: 'document' }>;

const vscode = acquireVsCodeApi();
const post = (message: ReadingToHost) => vscode.postMessage(message);
/** Sentences asked for together, around one that is to be shown. */
const chunk = 60;
/** Milliseconds in which further letters of a type may be typed. */
const typingPause = 900;

let opened: Document | undefined;
let items: number[] = [];
const known = new Map<number, ReadSentence>();
const asked = new Set<number>();
let cursor: Cursor | undefined;
let problem: string | undefined;
let letters = '';
let lettersAt = 0;
/** The last type given, or '' for a removal: `.` does it again. */
let last: string | undefined;
let dragging = false;

window.addEventListener('message', ({ data }: MessageEvent<HostToReading>) => {
  switch (data.type) {
    case 'document': {
      const sizes = opened?.sentences;
      opened = data;
      asked.clear();
      if (sizes !== data.sentences) {
        items = Array.from({ length: data.sentences }, (_, index) => index);
        known.clear();
      }
      // What is shown stays until it comes anew, so that nothing flickers.
      for (const index of shownNow()) need(index);
      if (cursor && cursor.sentence >= data.sentences) cursor = undefined;
      break;
    }
    case 'sentences':
      if (data.version !== opened?.version) return;
      for (const sentence of data.sentences) known.set(sentence.index, sentence);
      break;
    case 'reveal':
      cursor = cursorAt(data.place);
      reveal(data.place);
      break;
    case 'problem':
      problem = data.message;
  }
  show();
});

function list(): LitVirtualizer<number> | null {
  return document.querySelector<LitVirtualizer<number>>('lit-virtualizer' as string);
}

function shownNow(): number[] {
  return [...document.querySelectorAll<HTMLElement>('.row[data-sentence]')].map((row) => Number(row.dataset.sentence));
}

/** Asks for a sentence and its neighbours, once for a version. */
function need(index: number): void {
  if (asked.has(index)) return;
  const from = Math.floor(index / chunk) * chunk;
  for (let each = from; each < from + chunk; each++) asked.add(each);
  post({ type: 'read', from, to: from + chunk });
}

function row(index: number) {
  const sentence = known.get(index);
  need(index);
  if (!sentence || !opened) return html`<div class="row waiting" data-sentence=${index}>…</div>`;
  return sentenceRow(sentence, opened.slots, cursor?.sentence === index ? cursor : undefined);
}

function show(): void {
  if (!opened) return;
  const { sentences, types, editable } = opened;
  render(
    html`
      ${
        sentences === 0
          ? html`<p class="empty">There is no sentence in this file yet. Expected a token a line, and a blank line between sentences.</p>`
          : html`<lit-virtualizer scroller tabindex="0" role="list" aria-label="Sentences" .items=${items} .keyFunction=${(index: number) => index} .renderItem=${(index: number) => row(index)}></lit-virtualizer>`
      }
      <footer>
        ${editable ? types.slice(0, 9).map((type, index) => html`<button type="button" data-slot=${opened?.slots[type] ?? 12} @click=${() => give(type)}>${type} <kbd>${index + 1}</kbd></button>`) : html`<span>This file has no column of tags.</span>`}
        <span class="hint">Tab next entity · N P sentence · Alt+← → resize · Del remove · . again</span>
        ${problem === undefined ? nothing : html`<span class="problem" role="alert">${problem}</span>`}
      </footer>`,
    document.body,
  );
}

/** Scrolls a sentence into view; the list may lay itself out anew meanwhile, and is then asked again. */
function reveal({ sentence }: Place, attempts = 8): void {
  requestAnimationFrame(() => {
    const shown = document.querySelector(`.row[data-sentence="${sentence}"]`);
    if (shown) shown.scrollIntoView({ block: 'nearest' });
    else list()?.element(sentence)?.scrollIntoView({ block: 'center' });
    if (shown || attempts === 0) return;
    setTimeout(() => cursor?.sentence === sentence && reveal(placeOf(cursor), attempts - 1), 80);
  });
}

function go(to: Cursor): void {
  cursor = to;
  problem = undefined;
  reveal(placeOf(to));
  post({ type: 'cursor', place: placeOf(to) });
  show();
}

/** To the next entity: among the sentences that are here, so that fast typists lose no key; else the host finds it. */
function toEntity(from: Place, direction: 1 | -1): void {
  for (let index = from.sentence; ; index += direction) {
    const sentence = known.get(index);
    if (!sentence) {
      post({ type: 'entity', from, direction });
      return;
    }
    const found = entityBeyond(sentence.entities, index === from.sentence ? from : undefined, direction);
    if (!found) continue;
    go(cursorAt({ sentence: index, start: found.start, end: found.end }));
    return;
  }
}

/** Labels what is selected; the same type again removes it. */
function give(type: string): void {
  const sentence = cursor && known.get(cursor.sentence);
  if (!cursor || !sentence || !opened) return;
  const { place, entityType } = labelled(sentence.entities, placeOf(cursor), type);
  cursor = cursorAt(place);
  last = type;
  post({ type: 'label', version: opened.version, place, ...(entityType !== undefined && { entityType }) });
}

function remove(): void {
  const sentence = cursor && known.get(cursor.sentence);
  const entity = cursor && sentence && entityAt(sentence.entities, placeOf(cursor));
  if (!cursor || !entity || !opened) return;
  last = '';
  post({
    type: 'label',
    version: opened.version,
    place: { ...placeOf(cursor), start: entity.start, end: entity.end },
  });
}

function resize(edge: 'start' | 'end', by: 1 | -1): void {
  const sentence = cursor && known.get(cursor.sentence);
  const entity = cursor && sentence && entityAt(sentence.entities, placeOf(cursor));
  const span = entity && resized(entity, edge, by, sentence.tokens.length);
  if (!cursor || !entity || !span || !opened) return;
  const place = { sentence: cursor.sentence, ...span };
  cursor = cursorAt(place);
  post({ type: 'label', version: opened.version, place, entityType: entity.type });
}

window.addEventListener('keydown', (event) => {
  const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
  if (!opened || ctrlKey || metaKey) return;
  const handled = act(key, altKey, shiftKey);
  if (handled) event.preventDefault();
});

function act(key: string, altKey: boolean, shiftKey: boolean): boolean {
  const count = opened?.sentences ?? 0;
  if (count === 0) return false;
  const at = cursor ?? { sentence: shownNow()[0] ?? 0, anchor: 0, focus: 0 };
  const tokens = known.get(at.sentence)?.tokens.length ?? 1;
  const toSentence = (sentence: number) =>
    go({ sentence: Math.max(0, Math.min(count - 1, sentence)), anchor: 0, focus: 0 });
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const by = key === 'ArrowRight' ? 1 : -1;
    if (altKey) resize(shiftKey ? 'start' : 'end', by);
    else go(cursor ? moved(at, by, shiftKey, tokens) : at);
    return true;
  }
  if (altKey) return false;
  switch (key) {
    case 'ArrowDown':
    case 'n':
      toSentence(cursor ? at.sentence + 1 : at.sentence);
      return true;
    case 'ArrowUp':
    case 'p':
      toSentence(at.sentence - 1);
      return true;
    case 'Home':
      go({ ...at, anchor: shiftKey ? at.anchor : 0, focus: 0 });
      return true;
    case 'End':
      go({ ...at, anchor: shiftKey ? at.anchor : tokens - 1, focus: tokens - 1 });
      return true;
    case 'Tab':
      toEntity(cursor ? placeOf(at) : { ...placeOf(at), end: 0 }, shiftKey ? -1 : 1);
      return true;
    case 'Delete':
    case 'Backspace':
      remove();
      return true;
    case '.':
      if (last === '') remove();
      else if (last !== undefined) give(last);
      return true;
    case 'Escape':
      cursor = undefined;
      show();
      return true;
  }
  const byNumber = /^[1-9]$/u.test(key) ? opened?.types[Number(key) - 1] : undefined;
  if (byNumber !== undefined) {
    give(byNumber);
    return true;
  }
  // Capitals name a type, so that the small letters n and p can move.
  if (/^\p{Lu}$/u.test(key)) {
    letters = (performance.now() - lettersAt < typingPause ? letters : '') + key;
    lettersAt = performance.now();
    const type = typeOf(letters, opened?.types ?? []);
    if (type !== undefined) {
      letters = '';
      give(type);
    }
    return true;
  }
  return false;
}

/** The token under the mouse. */
function tokenAt(event: MouseEvent): { sentence: number; token: number } | undefined {
  const element = event.target instanceof Element ? event.target : undefined;
  const token = element?.closest<HTMLElement>('.token');
  const sentence = element?.closest<HTMLElement>('.row[data-sentence]');
  if (!token || !sentence || element?.closest('.other')) return undefined;
  return { sentence: Number(sentence.dataset.sentence), token: Number(token.dataset.token) };
}

window.addEventListener('mousedown', (event) => {
  const at = tokenAt(event);
  if (!at || event.button !== 0) return;
  dragging = true;
  const extend = event.shiftKey && cursor?.sentence === at.sentence;
  go({ sentence: at.sentence, anchor: extend && cursor ? cursor.anchor : at.token, focus: at.token });
});
window.addEventListener('mousemove', (event) => {
  const at = dragging ? tokenAt(event) : undefined;
  if (!at || !cursor || at.sentence !== cursor.sentence || at.token === cursor.focus) return;
  go({ ...cursor, focus: at.token });
});
window.addEventListener('mouseup', () => {
  dragging = false;
});

post({ type: 'ready' });
