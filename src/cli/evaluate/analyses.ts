import { tagsOfColumn } from '../../dataset';
import {
  type Bucket,
  breakDownByFrequency,
  breakDownByLength,
  breakDownBySeen,
  type Calibration,
  calibrate,
  type EntityPair,
  entityReader,
  type ReadingOptions,
  type SurfaceForms,
  surfaceForms,
} from '../../evaluation';
import { readConll } from '../input';
import { readConfidences } from './confidences';
import type { TagPair } from './tagPair';

/** The texts of the entities of a training file, its tags in the last column. */
export async function readTraining(file: string, reading: ReadingOptions): Promise<SurfaceForms> {
  const training = await readConll(file);
  const tags = tagsOfColumn(training, training.document.tagColumn);
  return surfaceForms(
    training.document.sentences.map(({ tokens }) => tokens),
    tags.map(entityReader(reading)),
  );
}

/** By length; by frequency in training, or in gold where there is no training; and by what training had. */
export function breakdownsOf(
  entities: EntityPair,
  { goldFile }: TagPair,
  training: SurfaceForms | undefined,
): Readonly<Record<string, readonly Bucket[]>> {
  const sentences = goldFile.document.sentences.map(({ tokens }) => tokens);
  const length = breakDownByLength(entities);
  if (!training) {
    const inGold = surfaceForms(sentences, entities.gold);
    return { length, 'times in gold': breakDownByFrequency(entities, sentences, inGold) };
  }
  return {
    length,
    'times in training': breakDownByFrequency(entities, sentences, training),
    training: breakDownBySeen(entities, sentences, training),
  };
}

/** @param column of the prediction, index from 0 */
export function calibrationOf(entities: EntityPair, { predictedFile }: TagPair, column: number): Calibration {
  return calibrate(entities, readConfidences(predictedFile, column, entities.predicted));
}
