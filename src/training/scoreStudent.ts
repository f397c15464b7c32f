import { decodeEntities } from '../dataset';
import {
  type Calibration,
  calibrate,
  type EvaluationReport,
  entityConfidence,
  evaluate,
  readEntities,
} from '../evaluation';
import type { DataFile } from './dataFile';
import { type Tagger, tagSentences } from './tagSentences';

export interface Scored {
  readonly report: EvaluationReport;
  /** The student's tags in IOB2, one list a sentence. */
  readonly tags: readonly (readonly string[])[];
  readonly calibration: Calibration;
}

/** Tags a file with the student and compares with the file's own tags. @returns undefined when the signal stopped it */
export async function scoreStudent(
  student: Tagger,
  { sentences }: DataFile,
  signal: AbortSignal,
): Promise<Scored | undefined> {
  const tokens = sentences.map((sentence) => sentence.tokens);
  const tagged = await tagSentences(student, tokens, signal);
  if (!tagged) return undefined;
  const tags = tagged.map((sentence) => sentence.tags);
  const gold = sentences.map((sentence) => sentence.tags);
  const confidences = tagged.map((sentence) =>
    decodeEntities(sentence.tags).map((entity) => entityConfidence(entity, sentence.probabilities)),
  );
  const calibration = calibrate(readEntities(gold, tags), confidences);
  return { report: evaluate(gold, tags), tags, calibration };
}
