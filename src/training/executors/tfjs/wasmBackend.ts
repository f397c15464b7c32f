import { existsSync } from 'node:fs';
import path from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { TfjsBackend } from './backend';
import { installKernels } from './wasmKernels';

/** Runs wherever WebAssembly does. @throws Error when its modules are not found */
export async function startWasmBackend(): Promise<TfjsBackend> {
  tf.enableProdMode();
  setWasmPaths(`${wasmFolder()}${path.sep}`);
  if (!(await tf.setBackend('wasm'))) throw new Error('its WebAssembly module could not be started');
  const { isRelaxed, memory } = installed(tf.backend());
  return { tf, id: 'wasm', device: `TFJS WebAssembly${isRelaxed ? ' with relaxed SIMD' : ''}, 1 thread`, memory };
}

let kernels: ReturnType<typeof installKernels> | undefined;

/** Once: the backend is one for all that is opened on it. */
function installed(backend: unknown): ReturnType<typeof installKernels> {
  kernels ??= installKernels(backend);
  return kernels;
}

/** `wasm` beside the bundle, where the build copies the modules; else where npm installed them. */
function wasmFolder(): string {
  const places = [path.join(__dirname, 'wasm')];
  for (let folder = __dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    places.push(path.join(folder, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'));
  }
  const found = places.find((place) => existsSync(path.join(place, 'tfjs-backend-wasm-simd.wasm')));
  if (found === undefined)
    throw new Error(`its WebAssembly modules are not in ${places[0]}: install the extension again`);
  return found;
}
