import { z } from 'zod';
import type { PanelToHost, RunSetup } from '../../protocol/panel';
import { DEFAULT_RUN } from '../../protocol/runDefaults';
import { runConfigSchema } from '../../protocol/runFolder';

/** A run is named by its folder's name, which can lead nowhere else. */
const runName = z.string().regex(/^(?!\.)[^/\\]+$/);
const path = z.string().min(1);

/** A setup is right when the run that it makes is. */
const setupSchema = z.custom<RunSetup>(
  (setup) =>
    typeof setup === 'object' &&
    setup !== null &&
    runConfigSchema.safeParse({ ...DEFAULT_RUN, ...setup, version: 1, name: 'run' }).success,
  'not the settings of a run',
);

const requestSchema: z.ZodType<PanelToHost> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), shown: z.exactOptional(runName) }),
  z.object({ type: z.literal('describe'), paths: z.array(path).max(10_000) }),
  z.object({ type: z.literal('pick'), role: z.enum(['original', 'distilled', 'dev', 'test', 'model']) }),
  z.object({ type: z.literal('start'), setup: setupSchema }),
  z.object({ type: z.enum(['stop', 'resume', 'show']), run: runName }),
  z.object({ type: z.literal('open'), run: runName, file: z.enum(['log', 'predictions', 'config']) }),
]);

/** What the page asks for. @throws Error when it is nothing that the page can ask for */
export function parseRequest(message: unknown): PanelToHost {
  const result = requestSchema.safeParse(message);
  if (result.success) return result.data;
  throw new Error(`The training panel sent something unexpected: ${z.prettifyError(result.error)}`);
}

const memorySchema = z.object({ folder: z.string(), shown: z.exactOptional(runName) });

/** What a page kept over a reload of the window; undefined when it kept nothing that can be read. */
export function parseMemory(memory: unknown): { readonly folder: string; readonly shown?: string } | undefined {
  return memorySchema.safeParse(memory).data;
}
