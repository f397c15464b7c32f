import { type Command, Option } from 'commander';
import { type Finding, findingsReport, offsetUnits, type TagScheme, tagSchemes } from '../../dataset';
import { jsonOption, outputOption, tagColumnOption } from '../options';
import { writeJson } from '../output';
import { findingsAsJson, refusedLosses } from './findingsAsJson';

/** Of each kind, as many findings are printed; all of them with `--json`. */
const shown = 5;

/** What import and export have in common. */
export interface ExchangeOptions {
  readonly output: string;
  readonly scheme?: TagScheme;
  readonly tagColumn?: number;
  readonly tagKey?: string;
  readonly offsets?: (typeof offsetUnits)[number];
  readonly acceptLosses?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export const schemeOption = (text: string) => new Option('--scheme <scheme>', text).choices(tagSchemes);

export const offsetsOption = () =>
  new Option('--offsets <unit>', "what the file's offsets count (default: what its tool counts)").choices(offsetUnits);

/** The options that both verbs end with. */
export const withExchangeOptions = (command: Command): Command =>
  command
    .addOption(tagColumnOption())
    .option('--accept-losses', 'write although something is lost')
    .option('--dry-run', 'say what would be lost and changed, and write nothing')
    .addOption(outputOption())
    .addOption(jsonOption());

/**
 * Says what is lost and changed, then writes, unless something is lost that was not accepted. With `--json` the report goes to
 * standard output, else to standard error.
 * @throws DatasetError when it refuses
 */
export async function reportThenWrite(
  findings: readonly Finding[],
  facts: Readonly<Record<string, unknown>>,
  { acceptLosses, dryRun, json }: ExchangeOptions,
  write: () => Promise<void>,
): Promise<void> {
  const refused = !acceptLosses && findings.some(({ severity }) => severity === 'loss');
  const written = !dryRun && !refused;
  if (!json) process.stderr.write(findingsReport(findings, shown));
  if (written) await write();
  if (json) await writeJson({ ...facts, written, ...findingsAsJson(findings) });
  if (refused && !dryRun) throw refusedLosses(findings);
}
