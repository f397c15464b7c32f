/** The reading view's page: a document's sentences as running text, labelled by keyboard. */
import '../entities.css';
import './readingView.css';
import '@lit-labs/virtualizer';
import { html, render } from 'lit';
import type { HostToReading, Place, ReadingToHost, Target } from '../../protocol/readingView';
import {
  type Cursor,
  cursorAt,
  entitiesAt,
  entityAt,
  labelled,
  moved,
  nextColumn,
  placeOf,
  resized,
  wholeEntity,
} from './cursor';
import { footer } from './footer';
import { type Action, actionOf } from './keys';
import { SentenceList } from './sentenceList';
import { sentenceRow } from './sentenceRow';
import { Sentences } from './sentences';
import { spoken } from './spoken';
import { typed } from './typing';

declare function acquireVsCodeApi(): { postMessage(message: ReadingToHost): void };

const vscode = acquireVsCodeApi();
const post = (message: ReadingToHost) => vscode.postMessage(message);
/** Milliseconds in which further letters of a type may be typed. */
const typingPause = 900;
/** Milliseconds between two reports of where the page was scrolled to. */
const scrollPause = 50;

let opened: Extract<HostToReading, { type: 'document' }> | undefined;
let all: number[] = [];
let disagreements: readonly number[] | undefined;
let onlyDisagreements = false;
let cursor: Cursor | undefined;
let problem: string | undefined;
let letters = '';
let lettersTimer: ReturnType<typeof setTimeout> | undefined;
/** The last type given, or '' for a removal: `.` does it again. */
let last: string | undefined;
let dragging = false;
let isScrollDue = false;
let isPainted = false;
/** While the host does something, what is pressed waits: it is about the document as it will be then. */
let isWaiting = false;
let waiting: Action[] = [];

const sentences = new Sentences((from, to) => post({ type: 'read', from, to }));
const list = new SentenceList((sentence) => (items() === all ? sentence : items().indexOf(sentence)));

window.addEventListener('message', ({ data }: MessageEvent<HostToReading>) => {
  receive(data);
  show();
  if (data.type === 'sentences' && !isPainted) painted();
});

/** Marks for benchmarks when the first sentences were painted: what a frame shows is painted when the next one begins. */
function painted(): void {
  isPainted = true;
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('conll.sentences')));
}

const columnsOf = (document: typeof opened) => Object.keys(document?.columnNames ?? {}).join();

function receive(data: HostToReading): void {
  switch (data.type) {
    case 'document':
      if (data.sentences !== all.length) {
        all = Array.from({ length: data.sentences }, (_, index) => index);
        sentences.clear();
        disagreements = undefined;
      }
      // Which columns are compared may be known later than the first sentences.
      if (data.version !== opened?.version || columnsOf(data) !== columnsOf(opened)) sentences.outdate();
      opened = data;
      if (cursor && cursor.sentence >= data.sentences) cursor = undefined;
      break;
    case 'sentences':
      if (data.version === opened?.version) sentences.add(data.sentences);
      break;
    case 'disagreements':
      if (data.version === opened?.version) disagreements = data.sentences;
      if (data.sentences.length === 0) onlyDisagreements = false;
      break;
    case 'reveal':
      cursor = cursorAt(data.place);
      list.reveal(data.place.sentence);
      break;
    case 'scroll':
      list.reveal(data.sentence, 'start');
      break;
    case 'go':
      act({ do: 'next', target: data.target, direction: data.direction });
      break;
    case 'done':
      goOn();
      break;
    case 'problem':
      problem = data.message;
      // What was pressed after it was meant for what did not come to be.
      waiting = [];
      goOn();
      break;
  }
}

function goOn(): void {
  isWaiting = false;
  while (!isWaiting && waiting.length > 0) {
    const [action] = waiting.splice(0, 1);
    if (action) act(action);
  }
}

function ask(message: ReadingToHost): void {
  isWaiting = true;
  post(message);
}

function items(): readonly number[] {
  return onlyDisagreements && disagreements ? disagreements : all;
}

function row(index: number) {
  const sentence = sentences.need(index);
  if (!sentence || !opened) return html`<div class="row waiting" role="listitem" data-sentence=${index}>…</div>`;
  return sentenceRow(sentence, opened, cursor?.sentence === index ? cursor : undefined, go);
}

function show(): void {
  if (!opened) return;
  const document_ = opened;
  const nameOf = (column: number) => document_.columnNames[column] ?? `column ${column + 1}`;
  const atCursor = cursor && sentences.get(cursor.sentence);
  render(
    html`
      ${
        all.length === 0
          ? html`<p class="empty">There is no sentence in this file yet. Expected a token a line, and a blank line between sentences.</p>`
          : html`<lit-virtualizer scroller tabindex="0" role="list" aria-label="Sentences" .items=${items()} .keyFunction=${(index: number) => index} .renderItem=${(index: number) => row(index)} @scroll=${scrolled}></lit-virtualizer>`
      }
      <div class="spoken" role="status">${cursor && atCursor ? spoken(atCursor, cursor, opened.tagColumn, nameOf) : ''}</div>
      ${footer({ document: opened, letters, problem, disagreements, onlyDisagreements }, { give, pick, toggleDisagreements })}`,
    document.body,
  );
}

function scrolled(): void {
  if (list.isQuiet || isScrollDue) return;
  isScrollDue = true;
  setTimeout(() => {
    isScrollDue = false;
    const sentence = list.first;
    if (sentence !== undefined && !list.isQuiet) post({ type: 'scrolled', sentence });
  }, scrollPause);
}

function go(to: Cursor): void {
  cursor = to;
  problem = undefined;
  list.reveal(to.sentence);
  post({ type: 'cursor', place: placeOf(to) });
  show();
}

function toSentence(place: number): void {
  const shown = items();
  const sentence = shown[Math.max(0, Math.min(shown.length - 1, place))];
  if (sentence !== undefined) go({ sentence, anchor: 0, focus: 0 });
}

function next(target: Target, direction: 1 | -1): void {
  const first = { sentence: list.first ?? 0, start: 0, end: 0 };
  ask({ type: 'next', from: cursor ? placeOf(cursor) : first, target, direction });
}

/** What is selected, and what its column says there. */
function selected() {
  const sentence = cursor && sentences.get(cursor.sentence);
  if (!cursor || !sentence || !opened) return undefined;
  if (!opened.editable) {
    problem = opened.notice;
    return undefined;
  }
  return { place: placeOf(cursor), entities: entitiesAt(sentence, opened.tagColumn, cursor.column), sentence };
}

function label(place: Place, entityType?: string): void {
  if (!opened) return;
  cursor = cursorAt(place);
  problem = undefined;
  ask({ type: 'label', version: opened.version, place, ...(entityType !== undefined && { entityType }) });
}

/** Labels what is selected; the same type again removes it. */
function give(type: string): void {
  const at = selected();
  if (!at) {
    show();
    return;
  }
  const { place, entityType } = labelled(at.entities, at.place, type);
  last = type;
  label(place, entityType);
}

function remove(): void {
  const at = selected();
  const entity = at && entityAt(at.entities, at.place);
  if (!at || !entity) return;
  last = '';
  label({ ...at.place, start: entity.start, end: entity.end });
}

function resize(edge: 'start' | 'end', by: 1 | -1): void {
  const at = selected();
  const entity = at && entityAt(at.entities, at.place);
  const span = entity && resized(entity, edge, by, at.sentence.tokens.length);
  if (at && entity && span) label({ ...at.place, ...span }, entity.type);
}

function pick(): void {
  const at = selected();
  if (at && opened) ask({ type: 'pickType', version: opened.version, place: wholeEntity(at.entities, at.place) });
}

function toggleDisagreements(): void {
  onlyDisagreements = !onlyDisagreements;
  show();
  if (cursor) list.reveal(cursor.sentence);
}

function letter(typedNow: string): void {
  const types = opened?.types ?? [];
  clearTimeout(lettersTimer);
  letters += typedNow;
  const { type, isFinal } = typed(letters, types);
  const settle = () => {
    letters = '';
    if (type !== undefined) give(type);
    show();
  };
  // Another type may go on with the same letters: then the pause decides.
  if (isFinal && type !== undefined) settle();
  else lettersTimer = setTimeout(settle, typingPause);
}

/** The place among the list's items of the next sentence; the cursor's own may not be among them. */
function placeBeyond(sentence: number, by: 1 | -1): number {
  const shown = items();
  if (shown === all) return sentence + by;
  if (by < 0) return shown.findLastIndex((each) => each < sentence);
  const found = shown.findIndex((each) => each > sentence);
  return found < 0 ? shown.length - 1 : found;
}

function isRightToLeft(at: Cursor): boolean {
  const text = document.querySelector(`.row[data-sentence="${at.sentence}"] p`);
  return text !== null && getComputedStyle(text).direction === 'rtl';
}

function act(action: Action): void {
  if (isWaiting) {
    waiting.push(action);
    return;
  }
  const shown = items();
  const at = cursor ?? { sentence: list.first ?? shown[0] ?? 0, anchor: 0, focus: 0 };
  const tokens = sentences.get(at.sentence)?.tokens.length ?? 1;
  const onward = (by: 1 | -1): 1 | -1 => (isRightToLeft(at) ? (by > 0 ? -1 : 1) : by);
  switch (action.do) {
    case 'token':
      go(cursor ? moved(at, onward(action.by), action.extend, tokens) : at);
      break;
    case 'resize':
      resize(action.edge, onward(action.by));
      break;
    case 'sentence':
      if (cursor) toSentence(placeBeyond(at.sentence, action.by));
      else go(at);
      break;
    case 'page':
      list.pageBy(action.by);
      break;
    case 'document':
      toSentence(action.end ? shown.length - 1 : 0);
      break;
    case 'line': {
      const focus = action.end ? tokens - 1 : 0;
      go({ ...at, anchor: action.extend ? at.anchor : focus, focus });
      break;
    }
    case 'next':
      next(action.target, action.direction);
      break;
    case 'number': {
      const type = opened?.types[action.number - 1];
      if (type !== undefined) give(type);
      break;
    }
    case 'letter':
      letter(action.letter);
      break;
    case 'remove':
      remove();
      break;
    case 'repeat':
      if (last === '') remove();
      else if (last !== undefined) give(last);
      break;
    case 'pick':
      pick();
      break;
    case 'column': {
      const sentence = sentences.get(at.sentence);
      const column = sentence && nextColumn(sentence, opened?.tagColumn ?? -1, at.column);
      go({ sentence: at.sentence, anchor: at.anchor, focus: at.focus, ...(column !== undefined && { column }) });
      break;
    }
    case 'leave':
      cursor = undefined;
      letters = '';
      problem = undefined;
  }
}

window.addEventListener('keydown', (event) => {
  // Buttons have their own keys.
  if (!opened || all.length === 0 || (event.target instanceof HTMLButtonElement && event.key !== 'Escape')) return;
  const action = actionOf(event, cursor !== undefined);
  if (!action) return;
  event.preventDefault();
  act(action);
  show();
});

/** The token under the mouse. */
function tokenAt(event: MouseEvent): { sentence: number; token: number; column?: number } | undefined {
  const element = event.target instanceof Element ? event.target : undefined;
  const token = element?.closest<HTMLElement>('.token');
  const line = element?.closest<HTMLElement>('p[data-column]');
  const sentence = element?.closest<HTMLElement>('.row[data-sentence]');
  if (!token || !line || !sentence) return undefined;
  const column = Number(line.dataset.column);
  return {
    sentence: Number(sentence.dataset.sentence),
    token: Number(token.dataset.token),
    ...(column !== opened?.tagColumn && { column }),
  };
}

window.addEventListener('mousedown', (event) => {
  const at = tokenAt(event);
  if (!at || event.button !== 0) return;
  dragging = true;
  const { token, ...rest } = at;
  const extend = event.shiftKey && cursor?.sentence === at.sentence;
  go({ ...rest, anchor: extend && cursor ? cursor.anchor : token, focus: token });
});
window.addEventListener('mousemove', (event) => {
  const at = dragging ? tokenAt(event) : undefined;
  if (!at || !cursor || at.sentence !== cursor.sentence || at.token === cursor.focus) return;
  go({ ...cursor, focus: at.token });
});
window.addEventListener('mouseup', () => {
  dragging = false;
});
window.addEventListener('copy', (event) => {
  const sentence = cursor && sentences.get(cursor.sentence);
  if (!cursor || !sentence || !event.clipboardData) return;
  const { start, end } = placeOf(cursor);
  const words = sentence.tokens
    .slice(start, end)
    .map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text));
  event.clipboardData.setData('text/plain', words.join(''));
  event.preventDefault();
});

// Already in the page: the first sentences are shown while the host hears that it listens.
const first: HostToReading[] = JSON.parse(document.getElementById('first')?.textContent ?? '[]');
for (const message of first) receive(message);
show();
if (first.length > 0) painted();
const version = opened?.version;
post({ type: 'ready', ...(version !== undefined && { version }) });
