import { type Command, Option } from 'commander';
import {
  ConllDocument,
  DatasetError,
  detectFormat,
  encodeText,
  type Format,
  type ImportOptions,
  importFormats,
  parseLabels,
} from '../../dataset';
import { nameOf } from '../input';
import { language } from '../options';
import { refuseMixedOutput, refuseOverwriting, writeOutput } from '../output';
import { type ExchangeOptions, offsetsOption, reportThenWrite, schemeOption, withExchangeOptions } from './exchange';
import { readSources, readText, type Sources } from './sources';

interface ImportVerbOptions extends ExchangeOptions {
  readonly format: string;
  readonly locale?: string;
  readonly pretokenized?: boolean;
  readonly labels?: string;
}

export function importVerb(program: Command): void {
  const command = program
    .command('import')
    .description('Turn plain text, or the annotations of another tool, into CoNLL. Says what is lost before it writes.')
    .argument('<input>', 'a file, or a folder with pairs of .txt and .ann; - is standard input')
    .addOption(
      new Option('--format <format>', "the input's format; auto looks at it")
        .choices(['auto', ...importFormats.map(({ id }) => id)])
        .default('auto'),
    )
    .addOption(schemeOption('the scheme of the tags (default: iob2)'))
    .addOption(new Option('--locale <tag>', 'the language of running text (default: en)').argParser(language))
    .option('--pretokenized', 'spaces part the tokens already, line ends the sentences (default: judged by the text)')
    .option('--no-pretokenized', 'find tokens and sentences in running text')
    .addOption(offsetsOption())
    .option(
      '--labels <file>',
      'the names of numbered tags: a JSON list, config.json or dataset_info.json (huggingface)',
    )
    .option(
      '--tag-key <key>',
      'the key in MISC or the column that holds the tags (conllu), or the field (huggingface)',
    );
  withExchangeOptions(command).action(runImport);
}

async function runImport(input: string, options: ImportVerbOptions): Promise<void> {
  const { output, json, dryRun } = options;
  if (!dryRun) refuseMixedOutput(output, json);
  await refuseOverwriting(output, [input]);
  const sources = await readSources(input);
  const format = chosenFormat(sources, options);
  const used = format.id === 'brat' ? sources.files : sources.files.slice(0, 1);
  const { text, findings } = format.read(used, await importOptions(sources, options));
  const { sentences } = ConllDocument.parse(text);
  const facts = {
    input,
    output,
    format: format.id,
    sentences: sentences.length,
    tokens: sentences.reduce((sum, sentence) => sum + sentence.tokens.length, 0),
  };
  await reportThenWrite(findings, facts, options, () =>
    writeOutput(output, encodeText(text, format.keepsEncoding ? sources.encoding : 'utf-8')),
  );
}

function chosenFormat({ files }: Sources, options: ImportVerbOptions): (typeof importFormats)[number] {
  const id = options.format === 'auto' ? detected(files).id : options.format;
  const format = importFormats.find((each) => each.id === id);
  if (!format) throw new DatasetError(`${files[0]?.name}: ${id} cannot be imported.`);
  return format;
}

/** A text beside which annotations stand belongs to them, whatever is in it. */
function detected(files: Sources['files']): Format {
  const annotations = files.find(({ name }) => /\.ann$/iu.test(name));
  const [first] = files;
  const looked = files.length > 1 && annotations ? annotations : first;
  if (!looked) throw new DatasetError('there is no file to import.');
  return detectFormat(looked);
}

async function importOptions({ labels }: Sources, options: ImportVerbOptions): Promise<ImportOptions> {
  const { scheme, locale, pretokenized, offsets, tagKey, tagColumn } = options;
  const list = options.labels === undefined ? labels : (await readText(options.labels)).file;
  return {
    ...(scheme === undefined ? {} : { scheme }),
    ...(locale === undefined ? {} : { locale }),
    ...(pretokenized === undefined ? {} : { pretokenized }),
    ...(offsets === undefined ? {} : { offsets }),
    ...(tagKey === undefined ? {} : { tagKey }),
    ...(tagColumn === undefined ? {} : { tagColumn }),
    ...(list === undefined ? {} : { labels: parseLabels(list.text, nameOf(list.name)) }),
  };
}
