import * as tf from '@tensorflow/tfjs-core';
import { type FoundAdapter, findAdapter } from '../webgpu';
import type { TfjsBackend } from './backend';

/** TFJS's own kernels on any GPU. @throws Error when there is none, or it cannot be started */
export async function startWebgpuBackend(): Promise<TfjsBackend & Pick<FoundAdapter, 'isSoftware'>> {
  const { name, isSoftware } = await findAdapter();
  await import('@tensorflow/tfjs-backend-webgpu');
  tf.enableProdMode();
  if (!(await tf.setBackend('webgpu'))) throw new Error(`the adapter ${name} could not be started`);
  refuseSilentErrors(tf.backend());
  return { tf, id: 'webgpu', device: `TFJS WebGPU, ${name}`, isSoftware };
}

/** What goes wrong on a GPU is told to its device alone: a training must not go on with what comes of it. */
function refuseSilentErrors(backend: unknown): void {
  if (typeof backend !== 'object' || backend === null || !('device' in backend)) return;
  const device: unknown = backend.device;
  if (typeof device !== 'object' || device === null || !('onuncapturederror' in device)) return;
  device.onuncapturederror = ({ error }: { error: { message: string } }) => {
    throw new Error(`WebGPU failed: ${error.message}`);
  };
}
