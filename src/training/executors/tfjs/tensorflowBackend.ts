import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as tfjs from '@tensorflow/tfjs-core';
import { tfjsNodeVariable } from '../../../protocol/gpuRuntime';
import type { TfjsBackend } from './backend';

const packageName = '@tensorflow/tfjs-node-gpu';

/** What TFJS's TensorFlow backend tells about itself, besides what every backend does. */
interface NodeBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version: string };
}

/**
 * TensorFlow's own kernels, on the GPU where its CUDA is found. The package is never bundled: it is as large as what
 * we ship, and the user's choice.
 * @throws Error when it is not installed or does not load
 */
export async function startTensorflowBackend(): Promise<TfjsBackend & { readonly onGpu: boolean }> {
  const tf = load();
  tf.enableProdMode();
  await tf.setBackend('tensorflow');
  const backend: unknown = tf.backend();
  if (!isNodeBackend(backend)) throw new Error(`${packageName} brought a backend that is not TensorFlow's`);
  // Without CUDA, TensorFlow falls back to the CPU and does not say so.
  const onGpu = backend.isUsingGpuDevice;
  const device = `TensorFlow ${backend.binding.TF_Version} ${onGpu ? 'GPU' : 'CPU: it found no CUDA device'}`;
  return { tf, id: 'tensorflow', device, onGpu };
}

function load(): typeof tfjs {
  const require = createRequire(path.join(__dirname, 'trainer.js'));
  const request = process.env[tfjsNodeVariable] ?? packageName;
  let folder: string;
  try {
    folder = path.dirname(require.resolve(`${request}/package.json`));
  } catch {
    throw new Error(`${request} is not installed`);
  }
  // Looked for here, because the package loads all of TFJS before it does.
  if (!hasBinding(path.join(folder, 'lib'))) {
    throw new Error(`${request} is installed without its native library, tfjs_binding.node`);
  }
  restoreRemovedUtil(require);
  // Warnings and errors only: it greets on stderr, which is the trainer's log.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';
  const loaded: typeof tfjs = require(folder);
  return loaded;
}

function hasBinding(lib: string): boolean {
  return (
    existsSync(lib) && readdirSync(lib).some((version) => existsSync(path.join(lib, version, 'tfjs_binding.node')))
  );
}

/** TFJS 4.22 asks Node's `util` for functions that Node 23 removed. */
function restoreRemovedUtil(require: NodeJS.Require): void {
  const util: Record<string, unknown> = require('node:util');
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}

function isNodeBackend(backend: unknown): backend is NodeBackend {
  return typeof backend === 'object' && backend !== null && 'isUsingGpuDevice' in backend && 'binding' in backend;
}
