export { alignAnswer } from './alignAnswer';
export {
  type AnnotationFailure,
  type AnnotationJob,
  type AnnotationJobOptions,
  type AnnotationProgress,
  annotateSentences,
} from './annotateSentences';
export { AnnotationError, type AnnotationErrorCode } from './annotationError';
export { answeredTags } from './answeredTags';
export type { AnswerSpan } from './answerSchema';
export { type CostEstimate, estimateAnnotation } from './cost/estimate';
export { dollarsOf, inDollars, PRICES_AS_OF, type Price } from './cost/price';
export { CONLL_2003_TYPES } from './entityTypes';
export { goldScores } from './goldScores';
export { DEFAULT_MODEL, type OpenAITeacherOptions, openAITeacher } from './openAITeacher';
export { PauseSwitch } from './pauseSwitch';
export type { PromptName } from './prompts';
export { ruleBasedTeacher } from './ruleBasedTeacher';
export type { AnnotatedEntity, Annotation, Rejection, RejectionReason, Teacher, Usage } from './teacher';
export { isUsable } from './usableAnswer';
