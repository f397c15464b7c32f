export { listDevices } from './executors';
export { type OpenEmbedder, openEmbedder } from './openEmbedder';
export { type OpenTagger, type OpenTaggerOptions, openTagger } from './openTagger';
export { type PredictOptions, predict } from './predict';
export { prepareRun } from './runs/prepareRun';
export { StudentError } from './studentError';
export type { TaggedSentence } from './tagSentences';
export { type TrainHooks, train } from './train';
export { TrainingError } from './trainingError';
