import type { Executor } from '../executor';
import { probeBatch, probeStudent } from '../probe';
import { relativeError } from '../relativeError';
import type { ExecutorOptions, StudentModel } from '../student';

/** ONNX Runtime's ways to compute besides the CPU. */
export type Provider = 'cuda' | 'webgpu' | 'dml' | 'coreml';

const names: Readonly<Record<Provider, string>> = {
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  dml: 'DirectML',
  coreml: 'Core ML',
};

/** GPUs add in another order than CPUs, and some multiply with fewer bits: that shows from 1e-3 on. */
const tolerance = 1e-4;

/**
 * Opens a student on a provider, if this build of ONNX Runtime has it and computes the same with it as on the CPU.
 * @throws Error saying why not
 */
export async function openProvider(
  provider: Provider,
  student: StudentModel,
  options: ExecutorOptions,
): Promise<Executor> {
  const { listSupportedBackends } = await import('onnxruntime-node');
  if (!listSupportedBackends().some(({ name, bundled }) => name === provider && bundled)) {
    throw new Error(`this build of ONNX Runtime is without ${names[provider]}`);
  }
  const { OnnxExecutor } = await import('./onnxExecutor');
  const open = (model: StudentModel, chosen: ExecutorOptions) =>
    new OnnxExecutor(model, chosen, { id: provider, name: names[provider] });
  const [ours, reference] = [open(probeStudent(), probeOptions), new OnnxExecutor(probeStudent(), probeOptions)];
  try {
    await checkAgreement(ours, reference);
  } finally {
    ours.dispose();
    reference.dispose();
  }
  return open(student, options);
}

const probeOptions: ExecutorOptions = { dropout: 0.1, seed: 1 };

/** @throws Error when a step's loss or gradients differ */
async function checkAgreement(executor: Executor, reference: Executor): Promise<void> {
  const [actual, wanted] = [await executor.gradients(probeBatch, 1), await reference.gradients(probeBatch, 1)];
  const error = Math.max(Math.abs(actual.loss / wanted.loss - 1), relativeError(actual.gradients, wanted.gradients));
  // NaN is no agreement either.
  if (error <= tolerance) return;
  throw new Error(`its gradients differ from the CPU's by ${error.toExponential(1)}, more than ${tolerance}`);
}
