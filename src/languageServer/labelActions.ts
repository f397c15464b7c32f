import type { CodeAction, Range } from 'vscode-languageserver';
import {
  decodeEntities,
  type Entity,
  editEntities,
  type LiveDocument,
  quoted,
  type Sentence,
  tagUse,
} from '../dataset';
import type { ActionProvider } from './codeActions';
import type { OpenDocument } from './openDocument';
import { cellRange, meantTokens, tokenPlace } from './places';

/** Label as …: the selected tokens, or those that the cursor means, as an entity of each type; and no entity any more. */
export const labelActions: ActionProvider = {
  kinds: ['refactor.rewrite.label'],
  unasked: 'on a selection',
  actions: async ({ typeSets }, document, { range }) => {
    const { live } = document;
    if (live.tagColumn < 0) return [];
    const chosen = chosenTokens(live, range);
    if (!chosen) return [];
    const { sentence, start, end } = chosen;
    const words = quoted(sentence.tokens.slice(start, end));
    const entities = decodeEntities(sentence.tags);
    const here = entities.find((entity) => entity.start === start && entity.end === end);
    const touched = entities.some((entity) => entity.start < end && start < entity.end);
    const others = entities.filter((entity) => entity.end <= start || end <= entity.start);
    const offered = await typeSets.offered(document);
    const actions = offered
      .filter(({ type }) => type !== here?.type)
      .map(({ type }) => action(document, sentence, `Label ${words} as ${type}`, [...others, { type, start, end }]));
    if (touched) actions.push(action(document, sentence, `Remove the label of ${words}`, others));
    return actions.filter((each) => each !== undefined);
  },
};

/** What is selected inside one sentence; a mere cursor means the entity there, or else the token. */
export function chosenTokens(
  live: LiveDocument,
  { start, end }: Range,
): { sentence: Sentence; start: number; end: number } | undefined {
  const place = tokenPlace(live, start);
  if (!place) return undefined;
  const { sentence } = place;
  if (start.line === end.line && start.character === end.character) return { sentence, ...meantTokens(place) };
  // A selection that ends at the beginning of a line does not mean that line.
  const lastLine = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const last = sentence.lines.findLastIndex((line) => line <= lastLine);
  const beyond = live.sentencesBetween((sentence.lines.at(-1) ?? 0) + 1, lastLine).length > 0;
  return beyond ? undefined : { sentence, start: place.token, end: last + 1 };
}

function action(
  { uri, version, live }: OpenDocument,
  sentence: Sentence,
  title: string,
  entities: readonly Entity[],
): CodeAction | undefined {
  const edits = editEntities(live, sentence, entities, tagUse(live).scheme).map(({ line, newText, ...cell }) => ({
    range: cellRange(line, cell),
    newText,
  }));
  if (edits.length === 0) return undefined;
  return {
    title,
    kind: 'refactor.rewrite.label',
    edit: { documentChanges: [{ textDocument: { uri, version }, edits }] },
  };
}
