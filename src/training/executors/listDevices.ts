import type { DeviceReport } from '../../protocol/devices';
import { devices } from './devices';
import { firstLine } from './firstLine';
import { probeBatch, probeStudent } from './probe';

/** Tries every device with a step of a small student: what runs here, what does not and why, what `auto` takes. */
export async function listDevices(): Promise<DeviceReport[]> {
  const reports: DeviceReport[] = [];
  let isTaken = false;
  for (const { id, name, open, passBy } of devices) {
    try {
      const executor = await open(probeStudent(), { dropout: 0.1, seed: 1 });
      const found = executor.device;
      try {
        await executor.step(probeBatch, { step: 1, learningRate: 1e-4, weightDecay: 0.01, clipNorm: 1 });
      } finally {
        executor.dispose();
      }
      const reason = await passBy?.();
      const automatic: boolean = !isTaken && reason === undefined;
      isTaken ||= automatic;
      reports.push({ id, name, found, ...(reason !== undefined && { reason }), automatic });
    } catch (error) {
      reports.push({ id, name, reason: firstLine(error), automatic: false });
    }
  }
  return reports;
}
