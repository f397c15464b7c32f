import { type Command, Option } from 'commander';
import { positiveInteger, positiveNumber, tagColumnOption } from '../options';
import { addFormatOptions } from '../tableOutput';
import type { CompareVerbOptions } from './compareFiles';
import { addTeacherOptions, cacheOption, concurrencyOption, TEACHERS } from './teacherOptions';

export function compareVerb(program: Command): void {
  const list = (value: string, before: readonly string[] = []) => [...before, value];
  const verb = addTeacherOptions(
    program
      .command('compare')
      .description('Let teachers and prompts annotate gold sentences, and compare F1, cost and time.')
      .argument('<gold>', 'a CoNLL file with gold tags; - is standard input')
      .addOption(
        new Option('--teacher <teacher>', `may stand more than once: ${TEACHERS}`)
          .argParser(list)
          .makeOptionMandatory(),
      )
      .addOption(
        new Option(
          '--prompt <prompt>',
          'for LLMs; may stand more than once, and each LLM is asked with each (default: standard and chain-of-thought)',
        ).argParser(list),
      ),
  )
    .addOption(new Option('-n, --sentences <n>', 'draw as many by the seed (default: all)').argParser(positiveInteger))
    .addOption(new Option('--resamples <n>', 'for intervals and p').argParser(positiveInteger).default(10_000))
    .addOption(
      new Option('--budget <usd>', 'US dollars at which it stops by itself, all teachers together').argParser(
        positiveNumber,
      ),
    )
    .option('--disagreements <file>', 'write the sentences on which they do not agree: token, gold, a column a teacher')
    .addOption(concurrencyOption())
    .addOption(cacheOption())
    .addOption(tagColumnOption());
  addFormatOptions(verb).action(async (gold: string, options: CompareVerbOptions) => {
    const { compareFiles } = await import('./compareFiles');
    await compareFiles(gold, options);
  });
}
