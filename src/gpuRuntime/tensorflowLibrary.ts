import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { SetupError } from './setupError';

/** A TensorFlow to build the binding against. */
export interface TensorflowLibrary {
  readonly version: string;
  /** Where the libraries are. */
  readonly folder: string;
  readonly include: string;
  /** File names in `folder`. */
  readonly libraries: readonly string[];
}

/** Of a Python wheel, and of the archive that Google publishes. */
const layouts = [
  { folder: '', include: 'include', libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'] },
  { folder: 'lib', include: 'include', libraries: ['libtensorflow.so.2', 'libtensorflow_framework.so.2'] },
];

/**
 * @param home the folder `tensorflow` of a Python's packages, or of an unpacked libtensorflow
 * @throws SetupError saying what it lacks
 */
export async function readTensorflow(home: string): Promise<TensorflowLibrary> {
  const found = layouts.find(({ folder, libraries }) =>
    libraries.every((library) => existsSync(path.join(home, folder, library))),
  );
  if (!found) {
    throw new SetupError(
      `${home} has no ${layouts[0]?.libraries.join(' and ')}. Give the folder of a TensorFlow: the one named tensorflow among Python's packages (2.13 or newer; on Linux), or an unpacked libtensorflow.`,
    );
  }
  const include = path.join(home, found.include);
  if (!existsSync(path.join(include, 'tensorflow/c/c_api.h'))) {
    throw new SetupError(
      `${home} has its libraries, but not the header include/tensorflow/c/c_api.h: install it again.`,
    );
  }
  const folder = path.join(home, found.folder);
  return { version: await versionOf(home, include), folder, include, libraries: found.libraries };
}

/**
 * The TensorFlow that a Python imports, without importing it.
 * @param python the command
 * @returns undefined where that Python is not there or has none
 */
export async function tensorflowOfPython(python: string): Promise<TensorflowLibrary | undefined> {
  const program =
    "import importlib.util as u; s = u.find_spec('tensorflow'); print(s.submodule_search_locations[0] if s else '')";
  const { stdout } = await promisify(execFile)(python, ['-c', program]).catch(() => ({ stdout: '' }));
  const home = stdout.trim();
  return home === '' ? undefined : readTensorflow(home);
}

/** Folders with NVIDIA's libraries that pip has installed beside a TensorFlow. */
export function cudaOfPip({ folder }: TensorflowLibrary): string[] {
  const nvidia = path.join(folder, '..', 'nvidia');
  if (!existsSync(nvidia)) return [];
  return readdirSync(nvidia)
    .map((part) => path.join(nvidia, part, 'lib'))
    .filter((lib) => existsSync(lib));
}

/** As its headers say it, or the name of the wheel's folder of metadata. */
async function versionOf(home: string, include: string): Promise<string> {
  for (const header of ['release_version.h', 'version.h']) {
    const file = path.join(include, 'tensorflow/core/public', header);
    const text = await readFile(file, 'utf8').catch(() => '');
    const parts = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`TF_${part}_VERSION (\\d+)`).exec(text)?.[1]);
    if (parts.every((part) => part !== undefined)) return parts.join('.');
  }
  const beside = await readdir(path.join(home, '..')).catch(() => []);
  const metadata = /^tensorflow[^-]*-(\d[\d.]*)\.dist-info$/;
  return beside.map((name) => metadata.exec(name)?.[1]).find((version) => version !== undefined) ?? 'unknown';
}
