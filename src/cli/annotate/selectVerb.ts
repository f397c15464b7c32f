import { type Command, Option } from 'commander';
import type { Selection } from '../../annotation';
import { jsonOption, outputOption, positiveInteger, positiveNumber } from '../options';
import { addTeacherOptions, type TeacherOptions } from './teacherOptions';

export interface SelectVerbOptions extends TeacherOptions {
  readonly number: number;
  readonly by: Selection;
  readonly student?: string;
  readonly budget?: number;
  readonly teacher: string;
  readonly prompt: string;
  readonly output: string;
  readonly rest?: string;
  readonly json?: boolean;
}

export function selectVerb(program: Command): void {
  addTeacherOptions(
    program
      .command('select')
      .description('Choose the sentences of a pool that are worth annotating next.')
      .argument('<pool>', 'a CoNLL file; - is standard input')
      .addOption(new Option('-n, --number <n>', 'how many, at most').argParser(positiveInteger).makeOptionMandatory())
      .addOption(
        new Option('--by <what>', 'random; length: the longest; uncertainty of a student; diversity of embeddings')
          .choices(['random', 'length', 'uncertainty', 'diversity'])
          .default('random'),
      )
      .option('--student <run>', 'the folder of a run, for --by uncertainty')
      .addOption(
        new Option('--budget <usd>', 'no more than the teacher annotates for so many US dollars').argParser(
          positiveNumber,
        ),
      )
      .addOption(new Option('--teacher <teacher>', 'whose price counts for the budget').default('openai'))
      .addOption(new Option('--prompt <prompt>', 'that it would be asked with').default('chain-of-thought')),
  )
    .addOption(outputOption())
    .option('--rest <file>', 'write the other sentences here: the pool for the next time')
    .addOption(jsonOption())
    .action(async (pool: string, options: SelectVerbOptions) => {
      const { selectFile } = await import('./selectFile');
      await selectFile(pool, options);
    });
}
