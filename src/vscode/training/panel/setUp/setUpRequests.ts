import { z } from 'zod';
import type { RunSetup } from '../../../../protocol/panel';
import { runConfigSchema, seedsSchema } from '../../../../protocol/runFolder';

const path = z.string().min(1);
const paths = z.array(path).max(10_000);
const role = z.enum(['original', 'distilled', 'dev', 'test', 'model']);
const files = z.object({
  original: paths,
  distilled: paths,
  dev: z.exactOptional(path),
  test: z.exactOptional(path),
});

/** A setup is right when the run that it makes is. */
const setup = z.custom<RunSetup>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    runConfigSchema.safeParse({ ...value, version: 1, name: 'run' }).success,
  'not the settings of a run',
);

export const setUpRequests = [
  z.object({ type: z.literal('check'), files }),
  z.object({ type: z.literal('pick'), role }),
  z.object({ type: z.literal('dropped'), role, uris: z.array(z.string()).max(1000) }),
  z.object({ type: z.literal('describeStudent'), model: path }),
  z.object({ type: z.literal('download'), model: path }),
  z.object({ type: z.literal('stopDownload') }),
  z.object({ type: z.literal('findDevices') }),
  z.object({ type: z.literal('estimate'), key: z.string(), setup }),
  z.object({ type: z.literal('start'), setup, seeds: seedsSchema }),
  z.object({ type: z.literal('saveConfig'), setup, seeds: seedsSchema }),
  z.object({ type: z.literal('loadConfig') }),
  z.object({ type: z.literal('runExperiment') }),
] as const;
