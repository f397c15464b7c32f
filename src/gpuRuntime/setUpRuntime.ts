import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { compileBinding } from './compileBinding';
import { installPackages } from './installPackages';
import { libtensorflow, unpackLibtensorflow } from './libtensorflow';
import { OfflineFolder } from './offlineFolder';
import { removeStaging, stagingFolder } from './runtimeFolder';
import { SetupError } from './setupError';
import { readTensorflow } from './tensorflowLibrary';

export interface SetupOptions {
  /** Where the runtime is to be; one that is there is replaced when the new one is whole. */
  readonly folder: string;
  /** The folder of a TensorFlow on this machine; without one, libtensorflow 2.9.1 is downloaded. */
  readonly tensorflow?: string;
  /** A folder with all archives, instead of the network. */
  readonly offline?: string;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string, done: number, total: number) => void;
}

/** Only there: TensorFlow has no CUDA on macOS, and none on Windows since 2.11. */
const platform = 'linux-x64';

/**
 * Installs what training with TensorFlow needs. Nothing is left of one that fails or is cancelled but what npm keeps in
 * its own cache.
 * @throws SetupError saying what to do; the signal's reason
 */
export async function setUpRuntime({ folder, tensorflow, offline, signal, onProgress }: SetupOptions): Promise<void> {
  const here = `${process.platform}-${process.arch}`;
  if (here !== platform) {
    throw new SetupError(
      `TensorFlow's GPU runtime is for Linux on x64; this is ${here}. Train on a GPU with WebGPU instead: it needs nothing installed.`,
    );
  }
  // What is wrong with it is told before anything is downloaded.
  const own = tensorflow === undefined ? undefined : await readTensorflow(tensorflow);
  const source = offline === undefined ? undefined : new OfflineFolder(offline);
  await removeStaging(folder);
  const staging = stagingFolder(folder);
  try {
    await mkdir(staging, { recursive: true });
    await installPackages(staging, source, {
      signal,
      onPackage: (name, done, total) => onProgress(`Package ${name}`, done, total),
    });
    if (!own) {
      await unpackLibtensorflow(path.join(staging, 'libtensorflow'), source, {
        signal,
        onBytes: (received, total = 0) => onProgress(`libtensorflow ${libtensorflow.version}`, received, total),
      });
    }
    onProgress('Building the binding', 0, 1);
    const library = own ?? (await readTensorflow(path.join(staging, 'libtensorflow')));
    await compileBinding(staging, library, signal);
    onProgress('Building the binding', 1, 1);
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}
