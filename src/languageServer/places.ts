import type { Range } from 'vscode-languageserver';
import { type Cell, decodeEntities, type Entity, type LiveDocument, type Position, type Sentence } from '../dataset';

/** A token line that the cursor is on. */
export interface TokenPlace {
  readonly sentence: Sentence;
  /** Of the sentence. */
  readonly token: number;
  readonly line: number;
  readonly cells: readonly Cell[];
  /** Of the cell under the cursor, or of the one that typing there would begin. */
  readonly column: number;
  readonly entities: readonly Entity[];
  /** The one that the token belongs to. */
  readonly entity?: Entity;
}

/** @returns nothing on a line without a token */
export function tokenPlace(live: LiveDocument, { line, character }: Position): TokenPlace | undefined {
  const sentence = live.sentenceAtLine(line);
  const token = sentence?.lines.indexOf(line) ?? -1;
  if (!sentence || token < 0) return undefined;
  const cells = live.cells(line);
  const column = cells.filter(({ end }) => end < character).length;
  const entities = decodeEntities(sentence.tags);
  const entity = entities.find(({ start, end }) => start <= token && token < end);
  return { sentence, token, line, cells, column, entities, ...(entity && { entity }) };
}

/** What is meant at a place: the entity there, or else the token. */
export function meantTokens({ entity, token }: TokenPlace): { readonly start: number; readonly end: number } {
  return entity ?? { start: token, end: token + 1 };
}

export function cellRange(line: number, { start, end }: Pick<Cell, 'start' | 'end'>): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

/** From the first of these tokens to the end of the last one. */
export function tokensRange(
  live: LiveDocument,
  { lines }: Sentence,
  { start, end }: { readonly start: number; readonly end: number },
): Range {
  const [first = 0, last = first] = [lines[start], lines[end - 1]];
  const column = live.tokenColumn;
  return {
    start: { line: first, character: live.cells(first)[column]?.start ?? 0 },
    end: { line: last, character: live.cells(last)[column]?.end ?? 0 },
  };
}

/** The whole lines of a sentence, without the last end-of-line. */
export function sentenceRange(live: LiveDocument, { lines }: Sentence): Range {
  return linesRange(live, lines[0] ?? 0, lines.at(-1) ?? 0);
}

/** From the beginning of a line to the end of another. */
export function linesRange(live: LiveDocument, first: number, last: number): Range {
  return { start: { line: first, character: 0 }, end: { line: last, character: live.lineText(last).length } };
}
