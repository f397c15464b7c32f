import { type Command, Option } from 'commander';
import { detectScheme, isSuffixTag, type TagScheme, tagSchemes } from '../dataset';
import { type EvaluationMode, evaluate, scoreTable } from '../evaluation';
import { percent, plainText } from '../tables';
import { UsageError } from './failure';
import { columnNumber, jsonOption } from './options';
import { writeJson, writeOutput } from './output';
import { type PairColumns, readTagPair } from './tagPair';

interface EvaluateOptions extends PairColumns {
  readonly mode: EvaluationMode;
  readonly scheme?: TagScheme;
  readonly reversed?: boolean;
  readonly json?: boolean;
}

export function evaluateVerb(program: Command): void {
  program
    .command('evaluate')
    .description('Precision, recall and F1 by entity type, of two files or of two columns of one file.')
    .argument('<gold>', 'the CoNLL file with the gold tags; alone: gold and prediction are its last two columns')
    .argument('[prediction]', 'the same sentences with the predicted tags')
    .addOption(
      new Option('--mode <mode>', 'default counts as conlleval does; strict only spans that are legal in the scheme')
        .choices(['default', 'strict'])
        .default('default'),
    )
    .addOption(new Option('--scheme <scheme>', 'the tag scheme (default: found)').choices(tagSchemes))
    .addOption(new Option('--gold-column <n>', 'counted from 1').argParser(columnNumber))
    .addOption(new Option('--prediction-column <n>', 'counted from 1').argParser(columnNumber))
    .option('--reversed', "the tags are written as PER-B: conlleval's option -r")
    .addOption(jsonOption())
    .action(async (gold: string, prediction: string | undefined, options: EvaluateOptions) => {
      const pair = await readTagPair(gold, prediction, options);
      const { mode, scheme = detectScheme(pair.gold) } = options;
      if (mode === 'strict' && options.reversed) {
        throw new UsageError('Strict mode is for tags such as B-PER: leave out --reversed or --mode strict.');
      }
      if (!options.reversed && [...pair.gold, ...pair.predicted].some((tags) => tags.some(isSuffixTag))) {
        process.stderr.write(
          'Some tags look like PER-B, of which conlleval makes type B: --reversed reads them as PER.\n',
        );
      }
      const spelling = options.reversed ? 'suffix' : 'prefix';
      const report = evaluate(pair.gold, pair.predicted, { mode, scheme, spelling });
      if (options.json) return writeJson(report);
      const tokens = pair.gold.reduce((sum, tags) => sum + tags.length, 0);
      await writeOutput(
        '-',
        `${plainText(scoreTable(report))}\naccuracy ${percent(report.accuracy)} of ${tokens} tokens, ${mode === 'strict' ? `strict mode (${scheme})` : 'default mode'}\n`,
      );
    });
}
