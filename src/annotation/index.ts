export { AnnotationError, type AnnotationErrorCode } from './annotationError';
export { alignAnswer } from './answers/alignAnswer';
export { answeredTags, answerWeight } from './answers/answeredTags';
export type { AnswerRecord } from './answers/answerFile';
export { AnswerIndex } from './answers/answerIndex';
export type { AnswerSpan } from './answers/answerSchema';
export { GoldScores } from './answers/goldScores';
export { teachersOf } from './answers/teachersOf';
export { isUsable } from './answers/usableAnswer';
export {
  annotateInBatch,
  answeredInBatch,
  BATCH_PRICE,
  type BatchOptions,
  type BatchOutcome,
  type BatchProgress,
} from './batch/annotateInBatch';
export {
  type ComparedTeacher,
  type CompareOptions,
  compareTeachers,
  type GoldSentence,
  sampleGold,
} from './compare/compareTeachers';
export { comparisonTable, disagreements } from './compare/comparisonTable';
export { type CostEstimate, estimateAnnotation } from './cost/estimate';
export { dollarsOf, inDollars, PRICES_AS_OF, type Price } from './cost/price';
export { CONLL_2003_TYPES } from './entityTypes';
export {
  type AnnotationFailure,
  type AnnotationJob,
  type AnnotationJobOptions,
  type AnnotationProgress,
  annotateSentences,
} from './job/annotateSentences';
export { PauseSwitch } from './job/pauseSwitch';
export type { ChatModel, Question, Reply } from './llm/chatModel';
export { isLlmTeacher, type LlmTeacher, type LlmTeacherOptions, llmTeacher } from './llm/llmTeacher';
export { DEFAULT_MODEL, type OpenAIOptions, openAIModel } from './llm/openAIModel';
export { BUILT_IN_PROMPTS, type BuiltInPrompt, builtInPrompt } from './prompt/builtInPrompts';
export {
  EXAMPLE_CHOICES,
  type ExampleChoice,
  type Examples,
  type GoldExampleOptions,
  goldExamples,
  type PromptExample,
} from './prompt/examples';
export { type PromptTemplate, parsePrompt } from './prompt/promptTemplate';
export { listPrompts, PROMPTS_FOLDER, readPrompt } from './prompt/readPrompt';
export type { Embedder } from './prompt/similar';
export { type Review, ReviewLog } from './review/reviewLog';
export { type Opinion, type ReviewedSentence, type ReviewItem, reviewQueue } from './review/reviewQueue';
export { SELECTIONS, type Selection, type SelectOptions, selectSentences } from './select/selectSentences';
export { withinBudget } from './select/withinBudget';
export type { AnnotatedEntity, Annotation, Rejection, RejectionReason, Teacher, Usage } from './teacher';
export { inBatches } from './teachers/inBatches';
export { ruleBasedTeacher } from './teachers/ruleBasedTeacher';
export { type Student, studentTeacher } from './teachers/studentTeacher';
