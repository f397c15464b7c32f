/** Names of the choices, for people. */
import type { ShownState } from '../../protocol/panel';
import type { BlendName, DeviceChoice, LearningRateSchedule } from '../../protocol/run';

export const blendWords: Readonly<Record<BlendName, string>> = {
  original: 'Original only',
  distilled: 'Distilled only',
  'simple-mix': 'Simple mix: distilled, then original',
  'reverse-mix': 'Reverse mix: original, then distilled',
  linear: 'Linear',
  cosine: 'Cosine',
  sigmoid: 'Sigmoid',
  power: 'Power decay',
  all: 'All, shuffled together',
  constant: 'Constant share',
};

export const deviceWords: Readonly<Record<DeviceChoice, string>> = {
  auto: 'Automatic',
  'tfjs-tensorflow': 'GPU or CPU (TensorFlow)',
  'onnx-cuda': 'GPU, CUDA (ONNX Runtime)',
  'tfjs-webgpu': 'GPU, any vendor (TFJS WebGPU)',
  'onnx-webgpu': 'GPU, any vendor (ONNX Runtime WebGPU)',
  'onnx-dml': 'GPU, DirectML (ONNX Runtime)',
  'onnx-coreml': 'GPU, Core ML (ONNX Runtime)',
  'onnx-cpu': 'CPU (ONNX Runtime)',
  'tfjs-wasm': 'CPU (WebAssembly)',
  'tfjs-cpu': 'CPU (plain JavaScript, slow)',
};

export const scheduleWords: Readonly<Record<LearningRateSchedule, string>> = {
  constant: 'Constant',
  linear: 'Linear decay',
  cosine: 'Cosine decay',
};

export const stateWords: Readonly<Record<ShownState, string>> = {
  starting: 'Starting',
  queued: 'Queued',
  preparing: 'Preparing',
  training: 'Training',
  evaluating: 'Evaluating',
  paused: 'Paused',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
  finished: 'Finished',
  failed: 'Failed',
};
