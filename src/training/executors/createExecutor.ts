import type { DeviceChoice } from '../../protocol/run';
import type { Executor } from './executor';
import type { ExecutorOptions, StudentModel } from './student';

export interface CreatedExecutor {
  readonly executor: Executor;
  /** Devices that were tried and refused, each with why, for people. */
  readonly refused: readonly string[];
}

/** A way to run the tape. */
interface Device {
  readonly id: Exclude<DeviceChoice, 'auto'>;
  readonly name: string;
  /** Whether `auto` may choose it. */
  readonly automatic: boolean;
  /** @throws Error saying why it does not run here */
  readonly open: (student: StudentModel, options: ExecutorOptions) => Promise<Executor>;
}

/** In the order in which `auto` tries them. */
const devices: readonly Device[] = [
  {
    id: 'onnx-cpu',
    name: 'ONNX Runtime CPU',
    automatic: true,
    // Imported here, because the import fails where ONNX Runtime has no binding.
    open: async (student, options) => new (await import('./onnx/onnxExecutor')).OnnxExecutor(student, options),
  },
];

/**
 * Opens the device that a user chose, or with `auto` the first that runs here.
 * @throws Error naming each device that was tried and why it was refused
 */
export async function createExecutor(
  choice: DeviceChoice,
  student: StudentModel,
  options: ExecutorOptions,
): Promise<CreatedExecutor> {
  const refused: string[] = [];
  for (const device of devices) {
    if (choice === 'auto' ? !device.automatic : choice !== device.id) continue;
    try {
      return { executor: await device.open(student, options), refused };
    } catch (error) {
      refused.push(`${device.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`No device could be opened. ${refused.join(' ')}`);
}
