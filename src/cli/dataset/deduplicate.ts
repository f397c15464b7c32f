import { type Command, Option } from 'commander';
import { deduplicateCorpus } from '../../corpus';
import { UsageError } from '../failure';
import { jsonOption, outputOption, tagColumnOption } from '../options';
import { refuseMixedOutput, refuseOverwriting, writeJson } from '../output';
import { destination } from './destination';
import { withCorpora } from './withCorpora';

interface DeduplicateVerbOptions {
  readonly differing: 'keep' | 'remove';
  readonly against: readonly string[];
  readonly output: string;
  readonly tagColumn?: number;
  readonly json?: boolean;
}

export function deduplicateVerb(program: Command): void {
  program
    .command('deduplicate')
    .description(
      'Remove sentences whose tokens stand in an earlier one; the first stays. Every other line stays as it is.',
    )
    .argument('<input>', 'a CoNLL file of any size; - is standard input')
    .addOption(
      new Option(
        '--differing <what>',
        'those with the same tokens but other tags: keep them and name them, or remove them too',
      )
        .choices(['keep', 'remove'])
        .default('keep'),
    )
    .option('--against <files...>', 'also remove sentences that stand in these files, such as dev and test', [])
    .addOption(tagColumnOption())
    .addOption(outputOption())
    .addOption(jsonOption())
    .action(async (input: string, { differing, against, output, tagColumn, json }: DeduplicateVerbOptions) => {
      refuseMixedOutput(output, json);
      await refuseOverwriting(output, [input, ...against]);
      const files = [input, ...against];
      const report = await withCorpora(files, { tagColumn, needsTags: false }, ([corpus, ...others], reading) => {
        if (!corpus) throw new UsageError('No input was given.');
        return deduplicateCorpus(corpus, { to: destination(output), differing, against: others }, reading(corpus));
      });
      const { before, after, duplicates } = report;
      const conflicts = duplicates
        .filter(({ differs }) => differs)
        .map(({ sentence, first }) => ({ line: sentence.line + 1, ...(first && { firstLine: first.line + 1 }) }));
      if (json) {
        return writeJson({
          input,
          output,
          sentences: before,
          removed: before - after,
          kept: after,
          differing: conflicts,
        });
      }
      const lines = conflicts.map(
        ({ line, firstLine }) =>
          `${input}:${line}: warning: the same tokens as ${firstLine === undefined ? 'a sentence of another file' : `line ${firstLine}`}, but other tags [${differing === 'keep' ? 'kept' : 'removed'}]\n`,
      );
      process.stderr.write(`${lines.join('')}${before - after} of ${before} sentences removed\n`);
    });
}
