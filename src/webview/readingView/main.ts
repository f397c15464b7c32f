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
  type Selected,
  wholeEntity,
} from './cursor';
import { footer } from './footer';
import { type Action, actionOf, isModifier } from './keys';
import { PendingType } from './pendingType';
import { SentenceList } from './sentenceList';
import { sentenceRow } from './sentenceRow';
import { Sentences } from './sentences';
import { spoken } from './spoken';
import { tokenAt } from './tokenAt';
import { Turns } from './turns';

declare function acquireVsCodeApi(): { postMessage(message: ReadingToHost): void };

const vscode = acquireVsCodeApi();
const post = (message: ReadingToHost) => vscode.postMessage(message);
/** Milliseconds between two reports of where the page was scrolled to. */
const scrollPause = 50;

let opened: Extract<HostToReading, { type: 'document' }> | undefined;
let all: number[] = [];
let disagreements: readonly number[] | undefined;
let onlyDisagreements = false;
let cursor: Cursor | undefined;
let problem: string | undefined;
/** The last type given, or '' for a removal: `.` does it again. */
let last: string | undefined;
let dragging = false;
let isScrollDue = false;
let isPainted = false;

const sentences = new Sentences((from, to) => post({ type: 'read', from, to }));
const turns = new Turns(act);
const pending = new PendingType<Selected>((type, words) => giveTo(words, type), show);
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
      if (data.edited) sentences.carry(data.edited.from, data.version, data.edited.sentence);
      opened = data;
      if (cursor && cursor.sentence >= data.sentences) cursor = undefined;
      break;
    case 'sentences':
      if (data.version !== opened?.version) break;
      sentences.add(data.sentences, data.version);
      seeIfShown();
      break;
    case 'disagreements':
      if (data.version === opened?.version) disagreements = data.sentences;
      if (data.sentences.length === 0) onlyDisagreements = false;
      break;
    case 'reveal':
      pending.settle();
      cursor = cursorAt(data.place);
      sentences.see(cursor.sentence);
      list.reveal(cursor.sentence);
      break;
    case 'scroll':
      list.reveal(data.sentence, 'start');
      break;
    case 'go':
      act({ do: 'next', target: data.target, direction: data.direction });
      break;
    case 'done':
      turns.end();
      break;
    case 'problem':
      if (cursor) list.reveal(cursor.sentence);
      turns.fail();
      // Also where a click that waited has led elsewhere meanwhile.
      problem = data.message;
      break;
  }
}

function ask(message: ReadingToHost): void {
  turns.begin();
  post(message);
}

function items(): readonly number[] {
  return onlyDisagreements && disagreements ? disagreements : all;
}

function row(index: number) {
  const sentence = sentences.need(index);
  if (!sentence || !opened) return html`<div class="row waiting" role="listitem" data-sentence=${index}>…</div>`;
  const goTo = (token: number) => press({ do: 'place', sentence: index, token, extend: false });
  return sentenceRow(sentence, opened, cursor?.sentence === index ? cursor : undefined, goTo);
}

function show(): void {
  if (!opened) return;
  const document_ = opened;
  const nameOf = (column: number) => document_.columnNames[column] ?? `column ${column + 1}`;
  const atCursor = cursor && sentences.get(cursor.sentence);
  const { letters } = pending;
  const give = (type: string) => press({ do: 'type', type });
  const pick = () => press({ do: 'pick' });
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
  sentences.see(to.sentence);
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

/** Takes the cursor's sentence for seen as it is known, unless it was scrolled away. */
function seeIfShown(): void {
  if (cursor && list.shows(cursor.sentence)) sentences.see(cursor.sentence);
}

function selected(): Selected | undefined {
  if (!cursor || !opened) return undefined;
  if (!opened.editable) {
    problem = opened.notice;
    return undefined;
  }
  seeIfShown();
  const sentence = sentences.get(cursor.sentence);
  const version = sentences.seenVersion(cursor.sentence);
  if (!sentence || version === undefined) {
    list.reveal(cursor.sentence);
    return undefined;
  }
  const entities = entitiesAt(sentence, opened.tagColumn, cursor.column);
  return { place: placeOf(cursor), entities, sentence, version };
}

function label(version: number, place: Place, entityType?: string): void {
  cursor = cursorAt(place);
  problem = undefined;
  ask({ type: 'label', version, place, ...(entityType !== undefined && { entityType }) });
}

/** Labels what is selected; the same type again removes it. */
function give(type: string): void {
  const at = selected();
  if (at) giveTo(at, type);
}

function giveTo({ entities, place: words, version }: Selected, type: string): void {
  const { place, entityType } = labelled(entities, words, type);
  last = type;
  label(version, place, entityType);
}

function remove(): void {
  const at = selected();
  const entity = at && entityAt(at.entities, at.place);
  if (!at || !entity) return;
  last = '';
  label(at.version, { ...at.place, start: entity.start, end: entity.end });
}

function resize(edge: 'start' | 'end', by: 1 | -1): void {
  const at = selected();
  const entity = at && entityAt(at.entities, at.place);
  const span = entity && resized(entity, edge, by, at.sentence.tokens.length);
  if (at && entity && span) label(at.version, { ...at.place, ...span }, entity.type);
}

function pick(): void {
  const at = selected();
  if (at) ask({ type: 'pickType', version: at.version, place: wholeEntity(at.entities, at.place) });
}

function toggleDisagreements(): void {
  onlyDisagreements = !onlyDisagreements;
  show();
  if (cursor) list.reveal(cursor.sentence);
}

/** The place among the list's items of the next sentence; the cursor's own may not be among them. */
function placeBeyond(sentence: number, by: 1 | -1): number {
  const shown = items();
  if (shown === all) return sentence + by;
  if (by < 0) return shown.findLastIndex((each) => each < sentence);
  const found = shown.findIndex((each) => each > sentence);
  return found < 0 ? shown.length - 1 : found;
}

function act(action: Action): void {
  if (turns.isBusy) {
    turns.wait(action);
    return;
  }
  const types = opened?.types ?? [];
  const letter = pending.letterOf(action, types);
  if (letter !== undefined) {
    pending.add(letter, types, selected);
    return;
  }
  if (action.do === 'leave' && pending.letters !== '') {
    pending.cancel();
    return;
  }
  pending.settle();
  if (turns.isBusy) turns.waitAsFirst(action);
  else perform(action);
}

function press(action: Action): void {
  act(action);
  show();
}

function perform(action: Action): void {
  const shown = items();
  const at = cursor ?? { sentence: list.first ?? shown[0] ?? 0, anchor: 0, focus: 0 };
  const tokens = sentences.get(at.sentence)?.tokens.length ?? 1;
  const onward = (by: 1 | -1): 1 | -1 => (list.isRightToLeft(at.sentence) ? (by > 0 ? -1 : 1) : by);
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
    case 'type':
      give(action.type);
      break;
    case 'place': {
      const { sentence, token, column, extend } = action;
      const anchor = extend && cursor?.sentence === sentence ? cursor.anchor : token;
      go({ sentence, anchor, focus: token, ...(column !== undefined && { column }) });
      break;
    }
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
      problem = undefined;
  }
}

/** Another key or a click, which is not the page's, ends the typing of a type as well. */
function settle(): void {
  if (pending.letters === '') return;
  pending.settle();
  show();
}

window.addEventListener('keydown', (event) => {
  if (!opened || all.length === 0 || isModifier(event.key)) return;
  // Buttons have their own keys.
  const isButtons = event.target instanceof HTMLButtonElement && event.key !== 'Escape';
  const action = isButtons ? undefined : actionOf(event, cursor !== undefined);
  if (!action) {
    settle();
    return;
  }
  event.preventDefault();
  press(action);
});

window.addEventListener('mousedown', (event) => {
  const at = event.button === 0 ? tokenAt(event) : undefined;
  if (!at) {
    settle();
    return;
  }
  dragging = true;
  const { sentence, token, column } = at;
  press({
    ...{ do: 'place', sentence, token, extend: event.shiftKey },
    ...(column !== opened?.tagColumn && { column }),
  });
});
window.addEventListener('mousemove', (event) => {
  const at = dragging && !turns.isBusy ? tokenAt(event) : undefined;
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
