export { type BertFolder, type ReadOptions, readBertFolder } from './bertFolder';
export { readSafetensors, type Tensor, writeSafetensors } from './safetensors';
