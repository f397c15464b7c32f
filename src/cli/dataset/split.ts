import path from 'node:path';
import { type Command, Option } from 'commander';
import { splitCorpus } from '../../corpus';
import { splitFiles, type UnitKind } from '../../dataset';
import { plainText } from '../../tables';
import { UsageError } from '../failure';
import { jsonOption, tagColumnOption } from '../options';
import { refuseOverwriting, writeJson, writeOutput } from '../output';
import { contentsTable } from './contentsTable';
import { counts, seedOption, sizes, splitSizes, unitOption } from './options';
import { withCorpora } from './withCorpora';

interface SplitVerbOptions {
  readonly ratios?: readonly number[];
  readonly counts?: readonly number[];
  readonly names?: string;
  readonly by?: UnitKind;
  readonly stratify: boolean;
  readonly seed: number;
  readonly outputFolder?: string;
  readonly tagColumn?: number;
  readonly json?: boolean;
}

export function splitVerb(program: Command): void {
  program
    .command('split')
    .description('Split a file into train, dev and test. Every line stays as it is; no document stands in two of them.')
    .argument('<input>', 'a CoNLL file of any size; - is standard input')
    .addOption(new Option('--ratios <sizes>', 'shares of the sentences (default: 80/10/10)').argParser(sizes))
    .addOption(
      new Option('--counts <sizes>', 'numbers of sentences instead, such as 800/100/100')
        .argParser(counts)
        .conflicts('ratios'),
    )
    .option('--names <names>', 'of the splits (default: train/dev/test, or train/test)')
    .addOption(unitOption())
    .option('--no-stratify', 'by chance alone; entity types may get other shares in each')
    .addOption(seedOption())
    .option('--output-folder <folder>', "where INPUT's train, dev and test go (default: beside it)")
    .addOption(tagColumnOption())
    .addOption(jsonOption())
    .action(async (input: string, options: SplitVerbOptions) => {
      const { by, stratify, seed, tagColumn, json } = options;
      const wanted = splitSizes(options.ratios, options.counts);
      const count = ('counts' in wanted ? wanted.counts : wanted.ratios).length;
      const folder = options.outputFolder ?? (input === '-' ? '.' : path.dirname(input));
      const files = splitFiles(
        input === '-' ? 'split.conll' : path.basename(input),
        count,
        options.names?.split(/[/,\s]+/u),
      );
      if (!files)
        throw new UsageError(`${count} sizes need as many names, all different, such as --names train/dev/test.`);
      const outputs = files.map(({ name, file }) => ({ name, file: path.join(folder, file) }));
      for (const { file } of outputs) await refuseOverwriting(file, [input]);
      const report = await withCorpora([input], { tagColumn, needsTags: false }, ([corpus], reading) => {
        if (!corpus) throw new UsageError('No input was given.');
        const split = { sizes: wanted, stratified: stratify, seed, ...(by && { by }) };
        return splitCorpus(corpus, outputs, split, reading(corpus));
      });
      if (json) return writeJson({ input, ...report, stratified: stratify, seed });
      await writeOutput('-', plainText(contentsTable(report.files.map((file) => ({ ...file, name: file.file })))));
      process.stderr.write(
        `Split by ${report.by}, seed ${seed}.${report.leftOut > 0 ? ` ${report.leftOut} sentences are in none of the files.` : ''}\n`,
      );
    });
}
