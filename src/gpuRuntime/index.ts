export { checkMachine } from './checks';
export { downloadOffline } from './downloadOffline';
export { libtensorflow } from './libtensorflow';
export { requirementsOf } from './requirements';
export { installedRuntime, uninstallRuntime } from './runtimeFolder';
export { setUpRuntime } from './setUpRuntime';
export { cudaOfPip, readTensorflow, type TensorflowLibrary, tensorflowOfPython } from './tensorflowLibrary';
