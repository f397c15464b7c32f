export { alignAnswer } from './alignAnswer';
export {
  type AnnotationFailure,
  type AnnotationJob,
  type AnnotationJobOptions,
  type AnnotationProgress,
  annotateSentences,
} from './annotateSentences';
export { AnnotationError, type AnnotationErrorCode } from './annotationError';
export type { AnswerSpan } from './answerSchema';
export { CONLL_2003_TYPES } from './entityTypes';
export { DEFAULT_MODEL, type OpenAITeacherOptions, openAITeacher } from './openAITeacher';
export type { PromptName } from './prompts';
export { ruleBasedTeacher } from './ruleBasedTeacher';
export type { AnnotatedEntity, Annotation, Rejection, RejectionReason, Teacher } from './teacher';
