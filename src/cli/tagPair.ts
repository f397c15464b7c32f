import { DatasetError, isTag, parseTag } from '../dataset';
import { UsageError } from './failure';
import { type ConllFile, readConll } from './input';

export type TagColumn = readonly (readonly string[])[];

/** Gold and predicted tags of the same sentences. */
export interface TagPair {
  readonly gold: TagColumn;
  readonly predicted: TagColumn;
}

/** Indices from 0; left out, the last column, or the last two of a single file. */
export interface PairColumns {
  readonly goldColumn?: number;
  readonly predictionColumn?: number;
}

/** A file and which of its columns is meant. */
export type Source = readonly [file: ConllFile, column: number];

/**
 * @param predictionFile left out: both columns stand in the gold file
 * @throws DatasetError when the two do not hold the same tokens, or a column holds no tags
 */
export async function readTagPair(
  goldFile: string,
  predictionFile: string | undefined,
  columns: PairColumns,
): Promise<TagPair> {
  const sources =
    predictionFile === undefined ? await oneFile(goldFile, columns) : await twoFiles(goldFile, predictionFile, columns);
  const [gold = [], predicted = []] = sources.map(tagsOf);
  return { gold, predicted };
}

async function oneFile(
  name: string,
  { goldColumn, predictionColumn }: PairColumns,
): Promise<readonly [Source, Source]> {
  const file = await readConll(name, { tagColumn: predictionColumn });
  const { columnCount } = file.document;
  const gold = goldColumn ?? columnCount - 2;
  const predicted = predictionColumn ?? columnCount - 1;
  if (gold < 1 || gold >= columnCount || predicted >= columnCount) {
    throw new UsageError(
      `${file.name} has ${columnCount} column${columnCount === 1 ? '' : 's'}: expected a token, its gold tag and its predicted tag. Give a second file with the predictions, or other columns.`,
    );
  }
  return [
    [file, gold],
    [file, predicted],
  ];
}

async function twoFiles(
  goldName: string,
  predictionName: string,
  { goldColumn, predictionColumn }: PairColumns,
): Promise<readonly [Source, Source]> {
  if (goldName === '-' && predictionName === '-') throw new UsageError('Only one of the files can be standard input.');
  const gold = await readConll(goldName, { tagColumn: goldColumn });
  const predicted = await readConll(predictionName, { tagColumn: predictionColumn });
  refuseOtherTokens(gold, predicted);
  return [
    [gold, gold.document.tagColumn],
    [predicted, predicted.document.tagColumn],
  ];
}

/**
 * The cells of a column; O where a ragged line has none. conlleval makes something of any cell, so that other spellings
 * count as they do there; a column without one tag is refused, because scores of it would mean nothing.
 */
export function tagsOf([{ name, document }, column]: Source): TagColumn {
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

/** PER-B, as files for conlleval's option `-r` have it. */
export function isSuffixTag(tag: string): boolean {
  return !isTag(tag) && parseTag(tag, 'suffix') !== undefined;
}

/** Tags can be compared only token by token: the first difference is named with its line in both files. */
export function refuseOtherTokens(gold: ConllFile, predicted: ConllFile): void {
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

function place({ name, document }: ConllFile, sentenceIndex: number, token: number): string {
  const sentence = document.sentences[sentenceIndex];
  const line = sentence?.lines[token];
  if (!sentence) return `${name} has ended`;
  if (line === undefined) return `the sentence of ${name} has ended after line ${(sentence.lines.at(-1) ?? 0) + 1}`;
  return `${name}, line ${line + 1}, has "${sentence.tokens[token]}"`;
}
