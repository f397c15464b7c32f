import { refuseOtherTokens, tagsOfColumn } from '../../dataset';
import type { TaggedSentences } from '../../evaluation';
import { UsageError } from '../failure';
import { type ConllFile, readConll } from '../input';

/** Gold and predicted tags of the same sentences, and where they stand. */
export interface TagPair {
  readonly gold: TaggedSentences;
  readonly predicted: TaggedSentences;
  readonly goldFile: ConllFile;
  /** The same file where both columns stand in one. */
  readonly predictedFile: ConllFile;
}

/** Indices from 0; left out, the last column, or the last two of a single file. */
export interface PairColumns {
  readonly goldColumn?: number;
  readonly predictionColumn?: number;
}

/** A file and which of its columns is meant. */
type Source = readonly [file: ConllFile, column: number];

/**
 * @param predictionFile left out: both columns stand in the gold file
 * @throws DatasetError when the two do not hold the same tokens, or a column holds no tags
 */
export async function readTagPair(
  goldFile: string,
  predictionFile: string | undefined,
  columns: PairColumns,
): Promise<TagPair> {
  const [gold, predicted] =
    predictionFile === undefined ? await oneFile(goldFile, columns) : await twoFiles(goldFile, predictionFile, columns);
  return {
    gold: tagsOfColumn(...gold),
    predicted: tagsOfColumn(...predicted),
    goldFile: gold[0],
    predictedFile: predicted[0],
  };
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
