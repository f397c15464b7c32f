export { listDevices } from './executors';
export { type PredictOptions, predict } from './predict';
export { prepareRun } from './runs/prepareRun';
export { StudentError } from './studentError';
export { type TrainHooks, train } from './train';
export { TrainingError } from './trainingError';
