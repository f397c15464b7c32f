export { cohenKappa, fleissKappa, krippendorffAlpha, type Ratings } from './agreement/agreement';
export {
  type AgreementReport,
  type Annotator,
  agreementTable,
  annotatorAgreement,
  type PairAgreement,
} from './agreement/annotatorAgreement';
export { allBreakdowns } from './breakdowns/allBreakdowns';
export {
  type Bucket,
  breakDownByFrequency,
  breakDownByLength,
  breakDownBySeen,
} from './breakdowns/breakdown';
export { breakdownTable } from './breakdowns/breakdownTable';
export { type SurfaceForms, surfaceForms, textOf } from './breakdowns/surfaceForms';
export { type Calibration, calibrate, type ReliabilityBin } from './calibration/calibrate';
export { calibrationTable } from './calibration/calibrationTable';
export { entityConfidence } from './calibration/entityConfidence';
export { type AlignedEntities, alignEntities } from './errors/alignEntities';
export { type ConfusionMatrix, confusionMatrix } from './errors/confusion';
export { confusionTable, errorTable, frequentErrorTable } from './errors/errorTables';
export { type FrequentError, frequentErrors, type NamedEntity } from './errors/frequentErrors';
export { countByKind, type EntityError, type ErrorKind, errorKinds, listErrors } from './errors/listErrors';
export { comparedTable } from './scores/comparedTable';
export { type EntityPair, readEntities, type TaggedSentences } from './scores/entityPair';
export { entityReader, type ReadingOptions } from './scores/entityReader';
export { evaluate, scoreEntities } from './scores/evaluate';
export { EvaluationError } from './scores/evaluationError';
export {
  type NervaluateFigures,
  type NervaluateMode,
  type NervaluateReport,
  type NervaluateScores,
  nervaluate,
  nervaluateModes,
} from './scores/nervaluate';
export { nervaluateTable } from './scores/nervaluateTable';
export { scoreTable, withoutSupport } from './scores/scoreTable';
export type { EvaluationMode, EvaluationReport, Scores } from './scores/types';
export { bootstrapF1, type F1Intervals } from './statistics/bootstrap';
export { holm } from './statistics/holm';
export type { Interval, ResamplingOptions } from './statistics/resample';
export { compareF1, compareRuns, type Significance } from './statistics/significance';
