import { type EntityPair, isSameEntity } from '../scores/entityPair';
import { EvaluationError } from '../scores/evaluationError';

/** Predicted entities of about the same confidence. */
export interface ReliabilityBin {
  /** Confidences from `low` up to, but not with, `high`; the last with it. */
  readonly low: number;
  readonly high: number;
  readonly entities: number;
  /** Mean confidence and share of correct ones; NaN in an empty bin. */
  readonly confidence: number;
  readonly precision: number;
}

/** How far one may believe a student's confidence. */
export interface Calibration {
  readonly entities: number;
  readonly bins: readonly ReliabilityBin[];
  /**
   * Expected calibration error (Naeini et al. 2015; Guo et al. 2017, equation 3): the mean gap between confidence and
   * precision of the bins, weighted by their entities. 0 without entities.
   */
  readonly expectedError: number;
  /** The largest gap of a bin (Guo et al. 2017, equation 5). */
  readonly maximumError: number;
  /** Mean squared difference of confidence and 1 where correct, 0 where not (Brier 1950). */
  readonly brier: number;
}

/**
 * Compares the confidence of predicted entities with how often they are correct: gold has the same tokens and type.
 * @param confidences of each sentence's predicted entities, in their order, from 0 to 1
 * @param binCount bins of equal width
 * @throws EvaluationError when a predicted entity has no confidence, or one outside 0 to 1
 */
export function calibrate(
  { gold, predicted }: EntityPair,
  confidences: readonly (readonly number[])[],
  binCount = 10,
): Calibration {
  const bins = Array.from({ length: binCount }, () => ({ entities: 0, confidence: 0, correct: 0 }));
  let squares = 0;
  predicted.forEach((found, sentence) => {
    found.forEach((entity, index) => {
      const confidence = confidences[sentence]?.[index] ?? Number.NaN;
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new EvaluationError(
          `the confidence of entity ${index + 1} of sentence ${sentence + 1} is ${confidence}: expected a number from 0 to 1.`,
        );
      }
      const correct = gold[sentence]?.some((wanted) => isSameEntity(wanted, entity)) ? 1 : 0;
      const bin = bins[Math.min(binCount - 1, Math.floor(confidence * binCount))];
      if (!bin) return;
      bin.entities++;
      bin.confidence += confidence;
      bin.correct += correct;
      squares += (confidence - correct) ** 2;
    });
  });
  const entities = bins.reduce((sum, bin) => sum + bin.entities, 0);
  const gaps = bins.map((bin) => Math.abs(bin.confidence - bin.correct));
  return {
    entities,
    bins: bins.map((bin, index) => ({
      low: index / binCount,
      high: (index + 1) / binCount,
      entities: bin.entities,
      confidence: bin.confidence / bin.entities,
      precision: bin.correct / bin.entities,
    })),
    expectedError: entities === 0 ? 0 : gaps.reduce((sum, gap) => sum + gap, 0) / entities,
    maximumError: Math.max(
      0,
      ...bins.map((bin, index) => (bin.entities === 0 ? 0 : (gaps[index] ?? 0) / bin.entities)),
    ),
    brier: entities === 0 ? 0 : squares / entities,
  };
}
