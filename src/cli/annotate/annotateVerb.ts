import { type Command, Option } from 'commander';
import { jsonOption, language, outputOption, positiveNumber, probability, tagColumnOption } from '../options';
import type { AnnotateOptions } from './annotateFiles';
import { addTeacherOptions, cacheOption, concurrencyOption, TEACHERS } from './teacherOptions';

export function annotateVerb(program: Command): void {
  addTeacherOptions(
    program
      .command('annotate')
      .description('Let a teacher mark the entities. Its tags replace those of the tag column.')
      .argument('<inputs...>', 'CoNLL files, plain text (.txt), folders or patterns; - is standard input')
      .addOption(new Option('--teacher <teacher>', `who marks: ${TEACHERS}`).makeOptionMandatory())
      .addOption(
        new Option('--prompt <prompt>', 'for an LLM: a name (see the verb prompt) or a file.md').default(
          'chain-of-thought',
        ),
      ),
  )
    .addOption(
      new Option('--estimate', 'say what it would cost, and ask nothing').conflicts(['budget', 'append', 'inPlace']),
    )
    .addOption(new Option('--budget <usd>', 'US dollars at which it stops by itself').argParser(positiveNumber))
    .option(
      '--batch',
      "through OpenAI's Batch API: half the price, within a day; run again, it goes on with what was sent",
    )
    .addOption(
      new Option('--cancel-batch', 'stop what was sent, and take what was answered until then').implies({
        batch: true,
      }),
    )
    .addOption(new Option('--poll <seconds>', 'between two looks at a batch').argParser(positiveNumber).default(30))
    .addOption(concurrencyOption())
    .addOption(cacheOption())
    .addOption(
      new Option('--min-confidence <p>', 'leave out entities that the teacher is less sure of, 0 to 1').argParser(
        probability,
      ),
    )
    .option('--weights', 'write how sure it was above each sentence (# weight = 0.87): training then weighs it so')
    .option('--append', 'write the tags as one more last column instead')
    .addOption(new Option('--locale <tag>', 'the language of plain text (default: en)').argParser(language))
    .addOption(tagColumnOption())
    .addOption(outputOption())
    .option('--output-folder <folder>', 'where to write several files, each under its own name')
    .option('--in-place', 'replace the files (plain text gets a .conll beside it)')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nPlain text is split into sentences and tokens first. The key of an LLM is read from OPENAI_API_KEY and from nowhere else.',
    )
    .action(async (inputs: readonly string[], options: AnnotateOptions) => {
      // The room of annotation is large: other verbs do not wait for it.
      const { annotateFiles } = await import('./annotateFiles');
      await annotateFiles(inputs, options);
    });
}
