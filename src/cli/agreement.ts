import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { refuseOtherTokens, tagsOfColumn } from '../dataset';
import { type Annotator, agreementTable, annotatorAgreement } from '../evaluation';
import { UsageError } from './failure';
import { readConll } from './input';
import { columnNumber } from './options';
import { writeJson } from './output';
import { addFormatOptions, type TableFormat, writeTables } from './tableOutput';

interface AgreementOptions extends TableFormat {
  readonly columns?: readonly number[];
  readonly json?: boolean;
}

export function agreementVerb(program: Command): void {
  const verb = program
    .command('agreement')
    .description('How far annotators agree: F1, Cohen’s and Fleiss’ kappa, Krippendorff’s alpha.')
    .argument('<files...>', 'the same sentences in two or more files; or one file with a column an annotator')
    .addOption(
      new Option('--columns <list>', 'of a single file, counted from 1 (default: its last two)').argParser(columnList),
    );
  addFormatOptions(verb).action(async (files: readonly string[], { columns, json, ...format }: AgreementOptions) => {
    const report = annotatorAgreement(await annotators(files, columns));
    if (json) return writeJson(report);
    const { fleissKappa, krippendorffAlpha, disagreements } = report;
    const note = `Fleiss' κ ${fleissKappa.toFixed(4)}, Krippendorff's α ${krippendorffAlpha.toFixed(4)}; ${disagreements.length} sentences with disagreement`;
    await writeTables([{ ...agreementTable(report), note }], format);
  });
}

async function annotators(names: readonly string[], columns: readonly number[] | undefined): Promise<Annotator[]> {
  const [only = '-'] = names;
  if (names.length === 1) {
    const file = await readConll(only, { needsTags: false });
    const { columnCount } = file.document;
    const chosen = columns ?? [columnCount - 2, columnCount - 1];
    const outside = chosen.find((column) => column < 0 || column >= columnCount);
    if (outside !== undefined || chosen.length < 2) {
      throw new UsageError(
        `${file.name} has ${columnCount} columns: expected at least two with tags. Give other files, or --columns.`,
      );
    }
    return chosen.map((column) => ({ name: `column ${column + 1}`, tags: tagsOfColumn(file, column) }));
  }
  if (columns !== undefined) throw new UsageError('--columns is for a single file.');
  const files = [];
  for (const name of names) files.push(await readConll(name));
  const [first, ...others] = files;
  for (const other of others) if (first) refuseOtherTokens(first, other);
  const short = new Set(names.map((name) => path.basename(name))).size === names.length;
  return files.map((file, index) => ({
    name: short ? path.basename(names[index] ?? '') : file.name,
    tags: tagsOfColumn(file, file.document.tagColumn),
  }));
}

function columnList(value: string): number[] {
  const columns = value.split(',').map((part) => columnNumber(part.trim()));
  if (new Set(columns).size < columns.length) throw new InvalidArgumentError('Each column once, such as 2,3.');
  return columns;
}
