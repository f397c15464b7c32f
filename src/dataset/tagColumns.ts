import { DatasetError } from './datasetError';
import type { ConllDocument } from './document';
import { isTag, parseTag } from './tags';

/** A document, and what messages call it. */
export interface NamedDocument {
  readonly name: string;
  readonly document: ConllDocument;
}

/**
 * The cells of a column; O where a ragged line has none. conlleval makes something of any cell, so that other spellings
 * count as they do there; a column without one tag is refused, because scores of it would mean nothing.
 */
export function tagsOfColumn({ name, document }: NamedDocument, column: number): (readonly string[])[] {
  const cells = document.sentences.map((sentence) => document.column(sentence, column));
  if (!cells.some((sentence) => sentence.some((cell) => isTag(cell) || isSuffixTag(cell)))) {
    const first = cells.flat().find((cell) => cell !== '');
    throw new DatasetError(
      `${name}: column ${column + 1} holds no tags: it begins with "${first}". Expected O, or a prefix and an entity type such as B-PER.`,
      { file: name },
    );
  }
  return cells.map((sentence) => sentence.map((tag) => tag || 'O'));
}

/**
 * Refuses a column in which something else stands than tags, such as parts of speech: writing tags over it would
 * lose it.
 * @throws DatasetError naming the first line
 */
export function refuseOtherThanTags({ name, document }: NamedDocument, column: number): void {
  for (const sentence of document.sentences) {
    const index = document.column(sentence, column).findIndex((cell) => cell !== '' && !isTag(cell));
    const line = sentence.lines[index];
    if (line === undefined) continue;
    const cell = document.cells(line)[column]?.text;
    throw new DatasetError(
      `${name}, line ${line + 1}: "${cell}" in column ${column + 1} is no tag. Expected O, or a prefix and an entity type such as B-PER. Is another column the tags'?`,
      { file: name, line },
    );
  }
}

/** PER-B, as files for conlleval's option `-r` have it. */
export function isSuffixTag(tag: string): boolean {
  return !isTag(tag) && parseTag(tag, 'suffix') !== undefined;
}

/**
 * Tags can be compared only token by token.
 * @throws DatasetError naming the first difference with its line in both files
 */
export function refuseOtherTokens(gold: NamedDocument, predicted: NamedDocument): void {
  const count = Math.max(gold.document.sentences.length, predicted.document.sentences.length);
  for (let index = 0; index < count; index++) {
    const one = gold.document.sentences[index];
    const other = predicted.document.sentences[index];
    const length = Math.max(one?.tokens.length ?? 0, other?.tokens.length ?? 0);
    for (let token = 0; token < length; token++) {
      if (one?.tokens[token] === other?.tokens[token]) continue;
      throw new DatasetError(
        `${gold.name} and ${predicted.name} do not hold the same sentences: in sentence ${index + 1}, ${place(gold, index, token)} where ${place(predicted, index, token)}. Both files must have the same tokens in the same order.`,
      );
    }
  }
}

function place({ name, document }: NamedDocument, sentenceIndex: number, token: number): string {
  const sentence = document.sentences[sentenceIndex];
  const line = sentence?.lines[token];
  if (!sentence) return `${name} has ended`;
  if (line === undefined) return `the sentence of ${name} has ended after line ${(sentence.lines.at(-1) ?? 0) + 1}`;
  return `${name}, line ${line + 1}, has "${sentence.tokens[token]}"`;
}

/** Indices of the columns in which nothing but tags stand, the token's left out. */
export function tagColumns(document: ConllDocument): number[] {
  const columns = Array.from({ length: document.columnCount }, (_, column) => column);
  return columns.filter(
    (column) =>
      column !== document.tokenColumn &&
      document.sentences.every((sentence) =>
        document.column(sentence, column).every((cell) => cell === '' || isTag(cell)),
      ),
  );
}
