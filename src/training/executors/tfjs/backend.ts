import type * as tfjs from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels';

/** TFJS with a backend that has been started. Each TensorFlow binding brings a TFJS of its own, hence not an import. */
export interface TfjsBackend {
  readonly tf: typeof tfjs;
  /** What TFJS registers it as. */
  readonly id: 'cpu' | 'wasm' | 'tensorflow' | 'webgpu';
  /** For people. */
  readonly device: string;
  /** Where our own kernels can work on its tensors. */
  readonly memory?: TensorMemory;
}

/** WebAssembly's memory with a backend's tensors. */
export interface TensorMemory {
  readonly kernels: Kernels;
  /** Where a tensor begins, in bytes. */
  at(tensor: TensorInfo): number;
}
