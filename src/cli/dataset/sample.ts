import { type Command, Option } from 'commander';
import { sampleCorpus } from '../../corpus';
import { UsageError } from '../failure';
import { jsonOption, outputOption, positiveInteger, tagColumnOption } from '../options';
import { refuseMixedOutput, refuseOverwriting, writeJson } from '../output';
import { destination } from './destination';
import { seedOption } from './options';
import { withCorpora } from './withCorpora';

interface SampleVerbOptions {
  readonly number: number;
  readonly stratify?: boolean;
  readonly seed: number;
  readonly output: string;
  readonly rest?: string;
  readonly tagColumn?: number;
  readonly json?: boolean;
}

export function sampleVerb(program: Command): void {
  program
    .command('sample')
    .description('Draw sentences by chance; they keep their order and every line stays as it is.')
    .argument('<input>', 'a CoNLL file of any size; - is standard input')
    .addOption(new Option('-n, --number <n>', 'how many').argParser(positiveInteger).makeOptionMandatory())
    .option('--stratify', 'every entity type keeps its share')
    .addOption(seedOption())
    .addOption(outputOption())
    .option('--rest <file>', 'write the other sentences here')
    .addOption(tagColumnOption())
    .addOption(jsonOption())
    .action(async (input: string, options: SampleVerbOptions) => {
      const { number, stratify = false, seed, output, rest, tagColumn, json } = options;
      refuseMixedOutput(output, json);
      for (const target of [output, ...(rest === undefined ? [] : [rest])]) await refuseOverwriting(target, [input]);
      if (rest !== undefined && rest === output) throw new UsageError('--rest and --output are the same file.');
      const report = await withCorpora([input], { tagColumn, needsTags: false }, ([corpus], reading) => {
        if (!corpus) throw new UsageError('No input was given.');
        const drawing = { to: destination(output), count: number, stratified: stratify, seed };
        return sampleCorpus(corpus, { ...drawing, ...(rest !== undefined && { rest }) }, reading(corpus));
      });
      if (json) return writeJson({ input, output, seed, stratified: stratify, ...report });
      const { sample } = report;
      process.stderr.write(
        `${sample.sentences} of ${sample.sentences + report.rest.sentences} sentences, seed ${seed}\n`,
      );
    });
}
