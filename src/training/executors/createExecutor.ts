import type { DeviceChoice } from '../../protocol/run';
import type { Executor } from './executor';
import type { ExecutorOptions, StudentModel } from './student';
import type { TfjsBackend } from './tfjs/backend';

export interface CreatedExecutor {
  readonly executor: Executor;
  /** Devices that were tried and refused, each with why, for people. */
  readonly refused: readonly string[];
}

/** A way to run the tape. */
interface Device {
  readonly id: Exclude<DeviceChoice, 'auto'>;
  readonly name: string;
  /**
   * @param chosen by the user, who wants it even where another is faster
   * @throws Error saying why it does not run here
   */
  readonly open: (student: StudentModel, options: ExecutorOptions, chosen: boolean) => Promise<Executor>;
}

/**
 * In the order in which `auto` tries them. What each needs is imported when it is tried: an engine that this machine
 * does not have must not keep the others from running.
 */
const devices: readonly Device[] = [
  {
    id: 'tfjs-tensorflow',
    name: 'TensorFlow',
    open: async (student, options, chosen) => {
      const { startTensorflowBackend } = await import('./tfjs/tensorflowBackend');
      const backend = await startTensorflowBackend();
      if (!backend.onGpu && !chosen) throw new Error('it found no CUDA device, and ONNX Runtime is faster on a CPU');
      return openTfjs(backend, student, options);
    },
  },
  {
    id: 'onnx-cpu',
    name: 'ONNX Runtime CPU',
    open: async (student, options) => {
      const { OnnxExecutor } = await import('./onnx/onnxExecutor');
      return new OnnxExecutor(student, options);
    },
  },
  {
    id: 'tfjs-wasm',
    name: 'TFJS WebAssembly',
    open: async (student, options) => {
      const { startWasmBackend } = await import('./tfjs/wasmBackend');
      return openTfjs(await startWasmBackend(), student, options);
    },
  },
  {
    id: 'tfjs-cpu',
    name: 'TFJS cpu',
    open: async (student, options) => {
      const { startCpuBackend } = await import('./tfjs/cpuBackend');
      return openTfjs(await startCpuBackend(), student, options);
    },
  },
];

/**
 * Opens the device that a user chose, or with `auto` the first that runs here: TensorFlow on a GPU, ONNX Runtime,
 * WebAssembly.
 * @throws Error naming each device that was tried and why it was refused
 */
export async function createExecutor(
  choice: DeviceChoice,
  student: StudentModel,
  options: ExecutorOptions,
): Promise<CreatedExecutor> {
  const refused: string[] = [];
  for (const { id, name, open } of devices) {
    if (choice === 'auto' ? id === 'tfjs-cpu' : choice !== id) continue;
    try {
      return { executor: await open(student, options, choice === id), refused };
    } catch (error) {
      // Node and TFJS go on for lines; the first says it.
      const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
      refused.push(`${name}: ${reason}`);
    }
  }
  throw new Error(`No device can run the student. ${refused.join('. ')}. Choose another device.`);
}

async function openTfjs(backend: TfjsBackend, student: StudentModel, options: ExecutorOptions): Promise<Executor> {
  const { TfjsExecutor } = await import('./tfjs/tfjsExecutor');
  return new TfjsExecutor(backend, student, options);
}
