import type { DeviceId } from '../../../src/protocol/devices';

/**
 * Engines that are not on every machine, and whether they are here: the test command's stages install what they need and
 * set the variables. What they would show is skipped elsewhere, and counted as such.
 */
const present: Partial<Record<DeviceId, boolean>> = {
  // The folder of what scripts/build-tensorflow.mjs has built.
  'tfjs-tensorflow': process.env.CONLL_DISTILL_TFJS_NODE !== undefined,
  // A Vulkan, if only in software: see scripts/vulkan.mjs.
  'tfjs-webgpu': process.env.CONLL_DISTILL_TEST_VULKAN !== undefined,
  'onnx-webgpu': process.env.CONLL_DISTILL_TEST_VULKAN !== undefined,
};

export function isHere(device: DeviceId): boolean {
  return present[device] ?? true;
}
