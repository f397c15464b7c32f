import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Price } from '../../annotation';
import {
  jsonOption,
  language,
  nameList,
  outputOption,
  positiveInteger,
  positiveNumber,
  tagColumnOption,
} from '../options';
import type { AnnotateOptions } from './annotateFiles';

export function annotateVerb(program: Command): void {
  program
    .command('annotate')
    .description('Let a teacher mark the entities. Its tags replace those of the tag column.')
    .argument('<inputs...>', 'CoNLL files, plain text (.txt), folders or patterns; - is standard input')
    .addOption(new Option('--teacher <teacher>', 'who marks').choices(['openai', 'rule-based']).makeOptionMandatory())
    .addOption(
      new Option('--prompt <prompt>', 'for an LLM')
        .choices(['standard', 'chain-of-thought'])
        .default('chain-of-thought'),
    )
    .addOption(new Option('--model <name>', "the LLM (default: the paper's)").env('OPENAI_MODEL'))
    .addOption(new Option('--base-url <url>', 'an OpenAI-compatible server').env('OPENAI_BASE_URL'))
    .addOption(
      new Option('--types <list>', 'entity types that an LLM may use')
        .argParser(nameList)
        .default(['LOC', 'MISC', 'ORG', 'PER'], 'LOC,MISC,ORG,PER'),
    )
    .addOption(
      new Option('--estimate', 'say what it would cost, and ask nothing').conflicts(['budget', 'append', 'inPlace']),
    )
    .addOption(new Option('--budget <usd>', 'US dollars at which it stops by itself').argParser(positiveNumber))
    .addOption(
      new Option(
        '--price <prompt,completion>',
        "US dollars for a million tokens of each (default: OpenAI's list prices, on its own server)",
      ).argParser(price),
    )
    .addOption(new Option('--concurrency <n>', 'the most sentences asked for at once').argParser(positiveInteger))
    .option('--cache <file>', 'every answer is kept here as it arrives', '.conll-distill/annotations/answers.jsonl')
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

/** `10,30`: US dollars for a million tokens of the prompt, and of the completion. */
function price(value: string): Price {
  const [prompt = Number.NaN, completion = Number.NaN, ...rest] = value
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (!(prompt >= 0 && completion >= 0) || rest.length > 0) {
    throw new InvalidArgumentError('Expected two prices for a million tokens, such as 10,30.');
  }
  return { prompt, completion };
}
