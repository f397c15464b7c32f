import type { CodeAction, Range } from 'vscode-languageserver';
import {
  decodeEntities,
  editTags,
  type LiveDocument,
  labelled,
  quoted,
  type Sentence,
  tagUse,
  whyNoTagPlace,
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
    // First, because the document may be changed while that is waited for.
    const offered = await typeSets.offered(document);
    const chosen = chosenTokens(live, range);
    if (!chosen) return [];
    const { sentence, start, end } = chosen;
    const words = quoted(sentence.tokens.slice(start, end));
    const entities = decodeEntities(sentence.tags);
    const here = entities.find((entity) => entity.start === start && entity.end === end);
    const touched = entities.some((entity) => entity.start < end && start < entity.end);
    // A malformed tag, or a part of a token in the tag's place, would be lost: the rules for those say what to do first.
    const isWritable = sentence.lines.slice(start, end).every((line) => !whyNoTagPlace(live, line));
    const actions = offered
      .filter(({ type }) => isWritable && type !== here?.type)
      .map(({ type }) => action(document, `Label ${words} as ${type}`, chosen, type));
    if (touched) actions.push(action(document, `Remove the label of ${words}`, chosen));
    return actions.filter((each) => each !== undefined);
  },
};

/** Tokens of a sentence, `end` exclusive. */
interface Chosen {
  readonly sentence: Sentence;
  readonly start: number;
  readonly end: number;
}

/** What is selected inside one sentence; a mere cursor means the entity there, or else the token. */
export function chosenTokens(live: LiveDocument, { start, end }: Range): Chosen | undefined {
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

/** Nothing where it would change nothing. */
function action(
  { uri, version, live }: OpenDocument,
  title: string,
  { sentence, start, end }: Chosen,
  type?: string,
): CodeAction | undefined {
  const tags = labelled(sentence.tags, { start, end, ...(type !== undefined && { type }) }, tagUse(live).scheme);
  const edits = editTags(live, sentence, tags).map(({ line, newText, ...cell }) => ({
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
