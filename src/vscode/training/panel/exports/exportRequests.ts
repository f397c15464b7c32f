import { z } from 'zod';
import { tableFormats } from '../../../../protocol/panel';
import type { Table } from '../../../../tables';

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

const tables = { tables: z.array(table).max(100), format: z.enum(tableFormats) };

export const exportRequests = [
  z.object({ type: z.literal('exportTables'), ...tables }),
  z.object({ type: z.literal('copyTables'), ...tables }),
  z.object({ type: z.literal('savePlot'), format: z.enum(['svg', 'png']), title: z.string(), content: z.string() }),
] as const;
