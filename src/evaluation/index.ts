export { cohenKappa, fleissKappa, krippendorffAlpha, type Ratings } from './agreement';
export {
  type AgreementReport,
  type Annotator,
  agreementTable,
  annotatorAgreement,
  type PairAgreement,
} from './annotatorAgreement';
export {
  type BootstrapOptions,
  bootstrapF1,
  compareF1,
  type F1Intervals,
  type Interval,
  type Significance,
} from './bootstrap';
export { type EvaluationOptions, evaluate } from './evaluate';
export { EvaluationError } from './evaluationError';
export { scoreTable, withoutSupport } from './scoreTable';
export { strictEntities } from './strictEntities';
export type { EvaluationMode, EvaluationReport, Scores } from './types';
