import { type Command, Option } from 'commander';
import { tagSchemes } from '../../dataset';
import { columnNumber } from '../options';
import { addFormatOptions } from '../tableOutput';
import type { EvaluateOptions } from './evaluateFiles';

export function evaluateVerb(program: Command): void {
  const verb = program
    .command('evaluate')
    .description('Precision, recall and F1 by entity type, and what is wrong, of two files or two columns of one file.')
    .argument('<gold>', 'the CoNLL file with the gold tags; alone: gold and prediction are its last two columns')
    .argument('[prediction]', 'the same sentences with the predicted tags')
    .addOption(
      new Option(
        '--mode <mode>',
        'default counts as conlleval does; strict only spans that are legal in the scheme; nervaluate in its four modes',
      )
        .choices(['default', 'strict', 'nervaluate'])
        .default('default'),
    )
    .addOption(new Option('--scheme <scheme>', 'the tag scheme (default: found)').choices(tagSchemes))
    .addOption(new Option('--gold-column <n>', 'counted from 1').argParser(columnNumber))
    .addOption(new Option('--prediction-column <n>', 'counted from 1').argParser(columnNumber))
    .option('--reversed', "the tags are written as PER-B: conlleval's option -r")
    .optionsGroup('What to show instead of the scores:')
    .addOption(
      new Option('--errors [which]', 'each with its line; or the frequent ones')
        .choices(['all', 'frequent'])
        .preset('all'),
    )
    .option('--confusion', 'how often each type was predicted as each type, was missed or spurious')
    .option('--breakdown', 'scores by length and frequency of entities')
    .option('--against <file>', 'F1 beside that of another prediction, and whether the difference could be chance')
    .option('--train <file>', 'with --breakdown: by what this training file has seen')
    .addOption(
      new Option('--calibration <column>', "the prediction's column of confidences against precision").argParser(
        columnNumber,
      ),
    )
    .optionsGroup('How to show it:');
  addFormatOptions(verb).action(async (gold: string, prediction: string | undefined, options: EvaluateOptions) => {
    const { evaluateFiles } = await import('./evaluateFiles');
    await evaluateFiles(gold, prediction, options);
  });
}
