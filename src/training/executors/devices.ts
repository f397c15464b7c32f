import type { DeviceId } from '../../protocol/devices';
import type { Executor } from './executor';
import { openProvider } from './onnx/providers';
import type { ExecutorOptions, StudentModel } from './student';
import type { TfjsBackend } from './tfjs/backend';

/** A way to run the tape. */
export interface Device {
  readonly id: DeviceId;
  /** For people. */
  readonly name: string;
  /** The only system that has it; any where absent. */
  readonly platform?: NodeJS.Platform;
  /** @throws Error saying why it does not run here */
  readonly open: (student: StudentModel, options: ExecutorOptions) => Promise<Executor>;
  /**
   * Why `auto` does not take it, although it may run: another one is faster. Undefined: it takes it.
   * @throws Error saying why it does not run here
   */
  readonly passBy?: () => Promise<string | undefined>;
}

/**
 * In the order in which `auto` tries them: CUDA, any GPU through WebGPU or its system's own interface, the CPU. What each
 * needs is imported when it is tried: an engine that this machine does not have must not keep the others from running.
 */
const everywhere: readonly Device[] = [
  {
    id: 'tfjs-tensorflow',
    name: 'TensorFlow',
    open: async (...student) => {
      const { startTensorflowBackend } = await import('./tfjs/tensorflowBackend');
      return openTfjs(await startTensorflowBackend(), ...student);
    },
    passBy: async () => {
      const { startTensorflowBackend } = await import('./tfjs/tensorflowBackend');
      const { onGpu } = await startTensorflowBackend();
      return onGpu ? undefined : 'it found no CUDA device, and ONNX Runtime is faster on a CPU';
    },
  },
  { id: 'onnx-cuda', name: 'ONNX Runtime CUDA', open: (...student) => openProvider('cuda', ...student) },
  {
    id: 'tfjs-webgpu',
    name: 'TFJS WebGPU',
    open: async (...student) => {
      const { startWebgpuBackend } = await import('./tfjs/webgpuBackend');
      return openTfjs(await startWebgpuBackend(), ...student);
    },
    passBy: passBySoftware,
  },
  {
    id: 'onnx-webgpu',
    name: 'ONNX Runtime WebGPU',
    open: (...student) => openProvider('webgpu', ...student),
    // ONNX Runtime does not tell which adapter it takes: the system's first, as far as is known.
    passBy: passBySoftware,
  },
  {
    id: 'onnx-dml',
    name: 'ONNX Runtime DirectML',
    platform: 'win32',
    open: (...student) => openProvider('dml', ...student),
  },
  {
    id: 'onnx-coreml',
    name: 'ONNX Runtime Core ML',
    platform: 'darwin',
    open: (...student) => openProvider('coreml', ...student),
  },
  {
    id: 'onnx-cpu',
    name: 'ONNX Runtime CPU',
    open: async (...student) => {
      const { OnnxExecutor } = await import('./onnx/onnxExecutor');
      return new OnnxExecutor(...student);
    },
  },
  {
    id: 'tfjs-wasm',
    name: 'TFJS WebAssembly',
    open: async (...student) => {
      const { startWasmBackend } = await import('./tfjs/wasmBackend');
      return openTfjs(await startWasmBackend(), ...student);
    },
  },
  {
    id: 'tfjs-cpu',
    name: 'TFJS cpu',
    open: async (...student) => {
      const { startCpuBackend } = await import('./tfjs/cpuBackend');
      return openTfjs(await startCpuBackend(), ...student);
    },
    passBy: async () => 'it is plain JavaScript, for tests',
  },
];

/** Those that this system can have. */
export const devices = everywhere.filter(({ platform = process.platform }) => platform === process.platform);

async function passBySoftware(): Promise<string | undefined> {
  const { findAdapter } = await import('./webgpu');
  const { name, isSoftware } = await findAdapter();
  return isSoftware ? `a software adapter: ONNX Runtime is faster on a CPU (${name})` : undefined;
}

async function openTfjs(backend: TfjsBackend, student: StudentModel, options: ExecutorOptions): Promise<Executor> {
  const { TfjsExecutor } = await import('./tfjs/tfjsExecutor');
  return new TfjsExecutor(backend, student, options);
}
