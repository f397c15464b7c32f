import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Corpus } from '../corpus';
import {
  dataSide,
  fileRole,
  isRuleSeverity,
  type Problem,
  RULE_CODES,
  RULE_SEVERITIES,
  type RuleSettings,
  StreamLint,
  type TypeDefinition,
} from '../dataset';
import { typeSetOf } from './annotate/openTeacher';
import { withCorpora } from './dataset/withCorpora';
import { jsonOption, tagColumnOption } from './options';
import { writeJson, writeOutput } from './output';
import { typeSetBeside } from './typeSetBeside';

interface CheckOptions {
  readonly tagColumn?: number;
  readonly rule: RuleSettings;
  readonly types?: string;
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
  readonly related?: { readonly file: string; readonly line: number };
}

export function checkVerb(program: Command): void {
  program
    .command('check')
    .description(
      'Name what is wrong in CoNLL files, as the editor does, each by itself and train with dev and test. Exit code 1 when there is an error.',
    )
    .argument('<files...>', 'CoNLL files of any size; - is standard input')
    .addOption(tagColumnOption())
    .addOption(ruleOption())
    .option(
      '--types <list>',
      'the type set: names with commas between them, or a .txt or .json file (default: labels.txt or labels.json beside the file, or what the file uses)',
    )
    .addOption(jsonOption())
    .action(check);
}

function ruleOption(): Option {
  const take = (value: string, before: RuleSettings): RuleSettings => {
    const [code = '', severity] = value.split('=');
    if (!RULE_CODES.includes(code)) {
      throw new InvalidArgumentError(`There is no rule ${code}. There are: ${RULE_CODES.join(', ')}.`);
    }
    if (!isRuleSeverity(severity)) {
      throw new InvalidArgumentError(`Expected ${code}= and one of ${RULE_SEVERITIES.join(', ')}.`);
    }
    return { ...before, [code]: severity };
  };
  return new Option(
    '--rule <code=severity>',
    'how a rule counts: error, warning, information, hint or off; may be given again',
  )
    .argParser(take)
    .default({}, 'as in docs/rules.md');
}

async function check(files: string[], { tagColumn, rule, types, json }: CheckOptions): Promise<void> {
  const named = types === undefined ? undefined : await typeSetOf(types);
  const problems: FoundProblem[] = [];
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  await withCorpora(files, { tagColumn }, async (corpora, reading) => {
    const lints: StreamLint[] = [];
    for (const corpus of corpora) {
      const lint = new StreamLint({ severities: rule, ...typesOption(named ?? (await typeSetBeside(corpus.name))) });
      for await (const { document } of corpus.parts(reading(corpus))) lint.learn(document);
      lints.push(lint);
    }
    for (const [index, corpus] of corpora.entries()) {
      const lint = lints[index];
      if (!lint) continue;
      lint.compareWith(otherSides(corpora, lints, corpus));
      for await (const { document } of corpus.parts(reading(corpus))) {
        const found = lint.check(document).map((problem) => located(corpus.name, problem));
        for (const { severity } of found) counts[severity]++;
        if (json) problems.push(...found);
        else if (found.length > 0) await writeOutput('-', found.map(asLine).join(''));
      }
    }
  });
  const { error: errors, warning: warnings } = counts;
  if (errors > 0) process.exitCode = 1;
  if (json) return writeJson({ files, errors, warnings, problems });
  const others = counts.information + counts.hint;
  const also = others > 0 ? `, ${others} of lesser weight` : '';
  await writeOutput('-', `${errors} errors, ${warnings} warnings${also} in ${counted(files)}\n`);
}

function typesOption(types: readonly TypeDefinition[] | undefined): { types?: readonly string[] } {
  return types ? { types: types.map(({ type }) => type) } : {};
}

/** For train, dev and test; for them, train: by the files' names. */
function otherSides(corpora: readonly Corpus[], lints: readonly StreamLint[], { name }: Corpus) {
  const side = dataSide(name);
  return corpora.flatMap((other, index) => {
    const otherSide = dataSide(other.name);
    const lint = lints[index];
    if (!lint || side === undefined || otherSide === undefined || side === otherSide) return [];
    return [lint.asOther({ name: other.name, file: other.name, role: fileRole(other.name) ?? '' })];
  });
}

function located(file: string, { line, from, severity, code, message, related }: Problem): FoundProblem {
  const place = related && { file: related.file ?? file, line: related.line + 1 };
  return { file, line: line + 1, column: from + 1, severity, code, message, ...(place && { related: place }) };
}

function asLine({ file, line, column, severity, code, message, related }: FoundProblem): string {
  const other = related ? ` (see ${related.file}:${related.line})` : '';
  return `${file}:${line}:${column}: ${severity}: ${message}${other} [${code}]\n`;
}

function counted(files: readonly string[]): string {
  return files.length === 1 ? '1 file' : `${files.length} files`;
}
