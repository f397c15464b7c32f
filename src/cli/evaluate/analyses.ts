import { tagsOfColumn } from '../../dataset';
import {
  allBreakdowns,
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

export function breakdownsOf(
  entities: EntityPair,
  { goldFile }: TagPair,
  training: SurfaceForms | undefined,
): ReturnType<typeof allBreakdowns> {
  return allBreakdowns(
    entities,
    goldFile.document.sentences.map(({ tokens }) => tokens),
    training,
  );
}

/** @param column of the prediction, index from 0 */
export function calibrationOf(entities: EntityPair, { predictedFile }: TagPair, column: number): Calibration {
  return calibrate(entities, readConfidences(predictedFile, column, entities.predicted));
}
