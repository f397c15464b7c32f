export { type CreatedExecutor, createExecutor } from './createExecutor';
export type { Batch, Executor, StepOptions, StepResult, TrainingState } from './executor';
export { listDevices } from './listDevices';
export type { ExecutorOptions, StudentModel } from './student';
