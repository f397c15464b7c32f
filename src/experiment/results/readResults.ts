import { z } from 'zod';
import { parseJson } from '../../protocol/runFolder';
import type { Results } from './resultPages';

/** In an experiment's folder. */
export const resultsFile = 'results.json';

const optional = z.exactOptional;
/** JSON writes a figure that says nothing (NaN) as null, and a cell without anything too. */
const figure = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const cell = z.union([
  z.string(),
  z.number(),
  z.object({ value: figure, spread: optional(z.number()), best: optional(z.boolean()), mark: optional(z.string()) }),
  z.null().transform(() => undefined),
]);

const resultsSchema: z.ZodType<Results> = z.object({
  title: z.string(),
  cells: z.number().int().nonnegative(),
  done: z.number().int().nonnegative(),
  tables: z.array(
    z.object({
      title: optional(z.string()),
      columns: z.array(
        z.object({
          title: z.string(),
          format: optional(z.enum(['words', 'percent', 'points', 'count', 'decimal'])),
        }),
      ),
      groups: z.array(z.array(z.array(cell))),
      note: optional(z.string()),
    }),
  ),
});

/** @param file named in errors. @throws RunFolderError */
export const parseResults = (text: string, file: string = resultsFile): Results => parseJson(resultsSchema, text, file);
