import { z } from 'zod';
import type { RunSetup } from '../../../../protocol/panel';
import { DEFAULT_RUN } from '../../../../protocol/runDefaults';
import { runConfigSchema } from '../../../../protocol/runFolder';

const path = z.string().min(1);

/** A setup is right when the run that it makes is. */
const setupSchema = z.custom<RunSetup>(
  (setup) =>
    typeof setup === 'object' &&
    setup !== null &&
    runConfigSchema.safeParse({ ...DEFAULT_RUN, ...setup, version: 1, name: 'run' }).success,
  'not the settings of a run',
);

export const setUpRequests = [
  z.object({ type: z.literal('describe'), paths: z.array(path).max(10_000) }),
  z.object({ type: z.literal('pick'), role: z.enum(['original', 'distilled', 'dev', 'test', 'model']) }),
  z.object({ type: z.literal('start'), setup: setupSchema }),
] as const;
