export { type BertFolder, type ReadOptions, readBertFolder } from './bertFolder';
export { listNames } from './parameterNames';
export { readSafetensors, writeSafetensors } from './safetensors';
export type { Tensor } from './safetensorsFile';
