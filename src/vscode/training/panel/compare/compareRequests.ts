import { z } from 'zod';
import type { RunTableMemory } from '../../../../protocol/panel';
import { runFolderName } from '../runFolderName';

export const runTableSchema: z.ZodType<RunTableMemory> = z.object({
  columns: z.array(z.string()).max(1000),
  sort: z.object({ column: z.string(), descending: z.boolean() }),
});

const runs = z.array(runFolderName).max(10_000);
const group = z.object({
  label: z.string(),
  runs: z.array(z.object({ run: runFolderName, seed: z.number() })).max(1000),
});

export const compareRequests = [
  z.object({ type: z.literal('keepRunTable'), table: runTableSchema }),
  z.object({ type: z.literal('star'), runs, starred: z.boolean() }),
  z.object({ type: z.literal('rename'), run: runFolderName, to: z.string() }),
  z.object({ type: z.literal('deleteRuns'), runs }),
  z.object({ type: z.literal('restoreRuns'), runs }),
  z.object({ type: z.literal('emptyDeleted') }),
  z.object({ type: z.literal('compareRuns'), key: z.string(), baseline: group, others: z.array(group).max(1000) }),
  z.object({ type: z.literal('stopComparing') }),
] as const;
