export { type EvaluationOptions, evaluate } from './evaluate';
export { EvaluationError } from './evaluationError';
export { percent, plainTable, scoreTable } from './scoreTable';
export { strictEntities } from './strictEntities';
export type { EvaluationMode, EvaluationReport, Scores } from './types';
