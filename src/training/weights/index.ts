export { readBertConfig } from './bertConfig';
export { type BertFolder, checkBertFolder, type ReadOptions, readBertFolder } from './bertFolder';
export { indexFile, readIndex, weightsFile } from './folderTensors';
export { listNames } from './parameterNames';
export { readSafetensors, writeSafetensors } from './safetensors';
export type { Tensor } from './safetensorsFile';
