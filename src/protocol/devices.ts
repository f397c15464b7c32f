/** What a student can be computed by. */
import { z } from 'zod';

/** In the order in which `auto` tries them, the last one excepted: that is for tests. */
export const deviceIds = [
  'tfjs-tensorflow',
  'onnx-cuda',
  'tfjs-webgpu',
  'onnx-webgpu',
  'onnx-dml',
  'onnx-coreml',
  'onnx-cpu',
  'tfjs-wasm',
  'tfjs-cpu',
] as const;

export type DeviceId = (typeof deviceIds)[number];

export const deviceChoices = ['auto', ...deviceIds] as const;

/** A device on this machine. */
export interface DeviceReport {
  readonly id: DeviceId;
  /** For people: the engine and what it computes on, as far as it is known without the device. */
  readonly name: string;
  /** For people: what was found; absent when the device does not run here. */
  readonly found?: string;
  /** Why it does not run here, or why `auto` does not take it. */
  readonly reason?: string;
  /** The one that `auto` takes. */
  readonly automatic: boolean;
}

export const deviceReportsSchema: z.ZodType<readonly DeviceReport[]> = z.array(
  z.object({
    id: z.enum(deviceIds),
    name: z.string(),
    found: z.exactOptional(z.string()),
    reason: z.exactOptional(z.string()),
    automatic: z.boolean(),
  }),
);
