export { type CreatedExecutor, createExecutor } from './createExecutor';
export type { Batch, Executor, StepOptions, StepResult, TrainingState } from './executor';
export { listDevices } from './listDevices';
export { inferenceModel } from './onnx/inferenceModel';
export { OPSET } from './onnx/onnxGraph';
export type { ExecutorOptions, StudentModel } from './student';
