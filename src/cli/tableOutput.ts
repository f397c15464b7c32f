import { type Command, Option } from 'commander';
import { csv, latex, markdown, plainText, type Table } from '../tables';
import { UsageError } from './failure';
import { jsonOption } from './options';
import { writeOutput } from './output';

/** How tables are printed: as text where none is chosen. */
export interface TableFormat {
  readonly markdown?: boolean;
  readonly latex?: boolean;
  readonly csv?: boolean;
}

/** `--markdown`, `--latex`, `--csv`, and `--json` after them. */
export function addFormatOptions(command: Command): Command {
  return command
    .addOption(new Option('--markdown', 'tables in Markdown').conflicts(['latex', 'csv', 'json']))
    .addOption(new Option('--latex', 'tables in LaTeX, with booktabs').conflicts(['csv', 'json']))
    .addOption(new Option('--csv', 'the table as comma-separated values').conflicts(['json']))
    .addOption(jsonOption());
}

/** Prints tables under each other. @throws UsageError for more than one as CSV, which no program could read */
export async function writeTables(tables: readonly Table[], format: TableFormat): Promise<void> {
  if (format.csv && tables.length > 1) throw new UsageError('--csv prints one table: ask for one at a time.');
  const write = format.csv ? csv : format.latex ? latex : format.markdown ? markdown : plainText;
  await writeOutput('-', tables.map(write).join('\n'));
}
