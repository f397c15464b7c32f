import type { Command } from 'commander';
import { lint, type Problem } from '../dataset';
import { nameOf, readConll } from './input';
import { jsonOption, tagColumnOption } from './options';
import { writeJson, writeOutput } from './output';

interface CheckOptions {
  readonly tagColumn?: number;
  readonly json?: boolean;
}

/** A problem as it is printed: line and column are counted from 1, as editors do. */
interface FoundProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: Problem['severity'];
  readonly code: string;
  readonly message: string;
}

export function checkVerb(program: Command): void {
  program
    .command('check')
    .description('Name what is wrong in CoNLL files, as the editor does. Exit code 1 when there is an error.')
    .argument('<files...>', 'CoNLL files; - is standard input')
    .addOption(tagColumnOption())
    .addOption(jsonOption())
    .action(async (files: string[], { tagColumn, json }: CheckOptions) => {
      const problems: FoundProblem[] = [];
      for (const file of files) {
        const { document } = await readConll(file, { tagColumn });
        problems.push(...lint(document.text).map((problem) => located(nameOf(file), problem)));
      }
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      const warnings = problems.filter(({ severity }) => severity === 'warning').length;
      if (errors > 0) process.exitCode = 1;
      if (json) return writeJson({ files, errors, warnings, problems });
      const lines = problems.map(
        ({ file, line, column, severity, code, message }) =>
          `${file}:${line}:${column}: ${severity}: ${message} [${code}]\n`,
      );
      await writeOutput('-', `${lines.join('')}${errors} errors, ${warnings} warnings in ${counted(files)}\n`);
    });
}

function located(file: string, { line, from, severity, code, message }: Problem): FoundProblem {
  return { file, line: line + 1, column: from + 1, severity, code, message };
}

function counted(files: readonly string[]): string {
  return files.length === 1 ? '1 file' : `${files.length} files`;
}
