import type { Command } from 'commander';
import { shuffleCorpus } from '../../corpus';
import type { UnitKind } from '../../dataset';
import { UsageError } from '../failure';
import { jsonOption, outputOption } from '../options';
import { refuseMixedOutput, refuseOverwriting, writeJson } from '../output';
import { destination } from './destination';
import { seedOption, unitOption } from './options';
import { withCorpora } from './withCorpora';

interface ShuffleVerbOptions {
  readonly by?: UnitKind;
  readonly seed: number;
  readonly output: string;
  readonly json?: boolean;
}

export function shuffleVerb(program: Command): void {
  program
    .command('shuffle')
    .description('Write documents or sentences in another order, drawn by chance. Every line stays as it is.')
    .argument('<input>', 'a CoNLL file of any size; - is standard input')
    .addOption(unitOption())
    .addOption(seedOption())
    .addOption(outputOption())
    .addOption(jsonOption())
    .action(async (input: string, { by, seed, output, json }: ShuffleVerbOptions) => {
      refuseMixedOutput(output, json);
      await refuseOverwriting(output, [input]);
      const report = await withCorpora([input], { needsTags: false }, ([corpus], reading) => {
        if (!corpus) throw new UsageError('No input was given.');
        return shuffleCorpus(corpus, { to: destination(output), seed, ...(by && { by }) }, reading(corpus));
      });
      if (json) return writeJson({ input, output, seed, ...report });
      const leftOut = report.documentLinesLeftOut;
      process.stderr.write(
        `${report.sentences} sentences shuffled by ${report.by}, seed ${seed}.${leftOut > 0 ? ` ${leftOut} -DOCSTART- lines were left out: sentences of all documents are mixed.` : ''}\n`,
      );
    });
}
