export { type EvaluationOptions, evaluate } from './evaluate';
export { EvaluationError } from './evaluationError';
export { strictEntities } from './strictEntities';
export type { EvaluationMode, EvaluationReport, Scores } from './types';
