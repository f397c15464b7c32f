import { z } from 'zod';
import type { PanelToHost } from '../../../protocol/panel';
import { compareRequests } from './compare/compareRequests';
import { evaluateRequests } from './evaluate/evaluateRequests';
import { exportRequests } from './exports/exportRequests';
import { runFolderName } from './runFolderName';
import { setUpRequests } from './setUp/setUpRequests';
import { watchRequests } from './watch/watchRequests';

const requestSchema: z.ZodType<PanelToHost> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  ...setUpRequests,
  ...watchRequests,
  ...compareRequests,
  ...evaluateRequests,
  ...exportRequests,
]);

/** What the page asks for. @throws Error when it is nothing that the page can ask for */
export function parseRequest(message: unknown): PanelToHost {
  const result = requestSchema.safeParse(message);
  if (result.success) return result.data;
  throw new Error(`The training panel sent something unexpected: ${z.prettifyError(result.error)}`);
}

const memorySchema = z.object({ folder: z.string(), shown: z.exactOptional(runFolderName) });

/** What a page kept over a reload of the window; undefined when it kept nothing that can be read. */
export function parseMemory(memory: unknown): { readonly folder: string; readonly shown?: string } | undefined {
  return memorySchema.safeParse(memory).data;
}
