import { mkdir } from 'node:fs/promises';
import { downloadPackages } from './installPackages';
import { downloadLibtensorflow, libtensorflow } from './libtensorflow';
import type { SetupOptions } from './setUpRuntime';

/**
 * Writes all archives that a setup without a connection needs into a folder.
 * @param withTensorflow libtensorflow too, for machines without a TensorFlow of their own
 * @throws SetupError; the signal's reason
 */
export async function downloadOffline(
  folder: string,
  withTensorflow: boolean,
  { signal, onProgress }: Pick<SetupOptions, 'signal' | 'onProgress'>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await downloadPackages(folder, {
    signal,
    onPackage: (name, done, total) => onProgress(`Package ${name}`, done, total),
  });
  if (!withTensorflow) return;
  await downloadLibtensorflow(folder, {
    signal,
    onBytes: (received, total = 0) => onProgress(`libtensorflow ${libtensorflow.version}`, received, total),
  });
}
