import type * as tfjs from '@tensorflow/tfjs-core';

/** TFJS with a backend that has been started. Each TensorFlow binding brings a TFJS of its own, hence not an import. */
export interface TfjsBackend {
  readonly tf: typeof tfjs;
  /** What TFJS registers it as. */
  readonly id: 'cpu' | 'wasm' | 'tensorflow' | 'webgpu';
  /** For people. */
  readonly device: string;
}
