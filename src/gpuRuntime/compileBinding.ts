import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { bindingPlace } from '../protocol/gpuRuntime';
import { headersPlace } from './runtimePackages';
import { SetupError } from './setupError';
import type { TensorflowLibrary } from './tensorflowLibrary';

/** The C++ compiler. */
export const compiler = process.env.CXX ?? 'g++';

/**
 * Builds the native half of tfjs-node-gpu against a TensorFlow. It speaks Node-API and TensorFlow's C interface only, so
 * that one call of the compiler makes it: no node-gyp, no Python, and it loads in Node and in VS Code alike.
 * @param runtime the folder with the packages
 * @throws SetupError with the compiler's words; the signal's reason
 */
export async function compileBinding(runtime: string, library: TensorflowLibrary, signal: AbortSignal): Promise<void> {
  const packageFolder = path.join(runtime, bindingPlace);
  const target = path.join(packageFolder, 'lib', 'napi-v8');
  await mkdir(target, { recursive: true });
  const args = [
    ...['-std=c++17', '-O2', '-shared', '-fPIC', '-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=tfjs_binding'],
    `-I${library.include}`,
    `-I${path.dirname(packageFolder)}`,
    `-I${path.join(runtime, headersPlace, 'include')}`,
    ...['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc'],
    ...['-o', path.join(target, 'tfjs_binding.node')],
    `-L${library.folder}`,
    ...library.libraries.map((name) => `-l:${name}`),
    `-Wl,-rpath,${placeFrom(target, library.folder, runtime)}`,
  ];
  try {
    await promisify(execFile)(compiler, args, { cwd: packageFolder, signal, maxBuffer: 2 ** 26 });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new SetupError(`There is no compiler ${compiler}. ${compilerAdvice}`);
    }
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new SetupError(`The binding could not be built against TensorFlow ${library.version}:\n${words}`);
  }
}

/** Where the loader finds the libraries: inside the runtime from the binding on, so that the runtime can be moved. */
function placeFrom(binding: string, libraries: string, runtime: string): string {
  const isInside = !path.relative(runtime, libraries).startsWith('..');
  return isInside ? `$ORIGIN/${path.relative(binding, libraries)}` : libraries;
}

export const compilerAdvice =
  'Install one (Debian, Ubuntu: sudo apt-get install g++; Fedora: sudo dnf install gcc-c++), or name it in CXX.';
