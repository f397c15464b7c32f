import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ExampleChoice, Price } from '../../annotation';
import { positiveInteger, wholeNumber } from '../options';

/** What the verbs that ask teachers have in common. */
export interface TeacherOptions {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly types: string;
  readonly price?: Price;
  readonly examples?: string;
  readonly shots: number;
  readonly choose: ExampleChoice;
  readonly embedder?: string;
  readonly seed: number;
  readonly samples: number;
}

export const TEACHERS = 'openai, openai:MODEL, rule-based, or student:RUN (the folder of a run)';

/** A cache of answers that all verbs share. */
export const cacheOption = () =>
  new Option('--cache <file>', 'every answer is kept here as it arrives').default(
    '.conll-distill/annotations/answers.jsonl',
  );

export const concurrencyOption = () =>
  new Option('--concurrency <n>', 'the most sentences asked for at once').argParser(positiveInteger);

/** Adds the options that say how a teacher is asked. */
export function addTeacherOptions(command: Command): Command {
  return command
    .addOption(new Option('--model <name>', "the LLM (default: the paper's)").env('OPENAI_MODEL'))
    .addOption(new Option('--base-url <url>', 'an OpenAI-compatible server').env('OPENAI_BASE_URL'))
    .addOption(
      new Option(
        '--types <list>',
        'entity types that an LLM may use: names with commas, or a .txt or .json file with definitions',
      ).default('LOC,MISC,ORG,PER'),
    )
    .addOption(
      new Option(
        '--price <prompt,completion>',
        "US dollars for a million tokens of each (default: OpenAI's list prices, on its own server)",
      ).argParser(price),
    )
    .option('--examples <file>', 'show an LLM examples from this gold file (default: our own)')
    .addOption(new Option('--shots <k>', 'how many examples').argParser(positiveInteger).default(4))
    .addOption(
      new Option('--choose <how>', 'which: the first ones, some by the seed, or those most like the sentence')
        .choices(['fixed', 'random', 'similar'])
        .default('fixed'),
    )
    .option('--embedder <folder>', 'the BERT folder that tells what is similar (default: the embedded student)')
    .addOption(new Option('--seed <n>', 'of what is drawn by chance').argParser(wholeNumber).default(1))
    .addOption(
      new Option('--samples <k>', 'ask k times more for a confidence, where the LLM gives no probabilities')
        .argParser(wholeNumber)
        .default(0),
    );
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
