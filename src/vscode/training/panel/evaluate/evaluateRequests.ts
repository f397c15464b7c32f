import { z } from 'zod';
import { tableFormats } from '../../../../protocol/panel';
import type { Table } from '../../../../tables';
import { runFolderName } from '../runFolderName';

const cell = z
  .union([
    z.string(),
    z.number(),
    z.object({
      value: z.number(),
      spread: z.exactOptional(z.number()),
      best: z.exactOptional(z.boolean()),
      mark: z.exactOptional(z.string()),
    }),
  ])
  .nullish()
  // Messages turn what is undefined in a list into null.
  .transform((value) => value ?? undefined);

const table: z.ZodType<Table> = z.object({
  title: z.exactOptional(z.string()),
  columns: z.array(
    z.object({
      title: z.string(),
      format: z.exactOptional(z.enum(['words', 'percent', 'points', 'count', 'decimal'])),
    }),
  ),
  groups: z.array(z.array(z.array(cell))),
  note: z.exactOptional(z.string()),
});

export const evaluateRequests = [
  z.object({ type: z.literal('evaluate'), run: runFolderName }),
  z.object({ type: z.literal('openError'), run: runFolderName, line: z.number().int().positive() }),
  z.object({ type: z.literal('readPredictions'), run: runFolderName }),
  z.object({ type: z.literal('exportTables'), tables: z.array(table).max(100), format: z.enum(tableFormats) }),
] as const;
