import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { type ExportOptions, type ExportUnit, encodeText, exportFormats } from '../../dataset';
import { UsageError } from '../failure';
import { readConll } from '../input';
import { refuseMixedOutput, refuseOverwriting, writeOutput } from '../output';
import { type ExchangeOptions, offsetsOption, reportThenWrite, schemeOption, withExchangeOptions } from './exchange';
import { outputFiles } from './outputFiles';

interface ExportVerbOptions extends ExchangeOptions {
  readonly format: string;
  readonly by?: ExportUnit;
  readonly tagsInColumn?: boolean;
  readonly tagNumbers?: boolean;
}

export function exportVerb(program: Command): void {
  const command = program
    .command('export')
    .description('Write a CoNLL file in another dialect, or for another tool. Says what is lost before it writes.')
    .argument('<input>', 'a CoNLL file; - is standard input')
    .addOption(
      new Option('--format <format>', 'the wanted format')
        .choices(exportFormats.map(({ id }) => id))
        .makeOptionMandatory(),
    )
    .addOption(schemeOption("the scheme of the tags (default: iob2, or the file's where its lines stay as they are)"))
    .addOption(
      new Option(
        '--by <unit>',
        'what one text or file is (default: document where the input marks any, else sentence)',
      ).choices(['sentence', 'document', 'file']),
    )
    .addOption(offsetsOption())
    .option('--tag-key <key>', 'the key in MISC (conllu; default: NER, or as it was)')
    .option('--tags-in-column', 'the tags in a column of their own: CoNLL-U Plus (conllu)')
    .option('--tag-numbers', 'numbers instead of tags, and a list of labels beside (huggingface)');
  withExchangeOptions(command).action(runExport);
}

async function runExport(input: string, options: ExportVerbOptions): Promise<void> {
  const { output, json, dryRun, tagColumn } = options;
  if (!dryRun) refuseMixedOutput(output, json);
  const format = exportFormats.find(({ id }) => id === options.format);
  if (!format) throw new UsageError(`${options.format} is no format to export to.`);
  const { name, document, encoding } = await readConll(input, { tagColumn });
  const isPair = options.format === 'brat' && /\.(?:ann|txt)$/iu.test(output);
  const { files, findings } = format.write({ name, document }, exportOptions(options, isPair));
  const written = outputFiles(output, files, name);
  for (const file of written) await refuseOverwriting(file.path, [input]);
  const tokens = document.sentences.reduce((sum, sentence) => sum + sentence.tokens.length, 0);
  const facts = {
    input,
    output: written.map((file) => file.path),
    format: format.id,
    sentences: document.sentences.length,
    tokens,
  };
  await reportThenWrite(findings, facts, options, async () => {
    for (const file of written) {
      if (written.length > 1) await mkdir(path.dirname(file.path), { recursive: true });
      await writeOutput(file.path, encodeText(file.text, format.keepsEncoding ? encoding : 'utf-8'));
    }
  });
}

function exportOptions(
  { scheme, by, offsets, tagKey, tagsInColumn, tagNumbers }: ExportVerbOptions,
  isPair: boolean,
): ExportOptions {
  return {
    ...(scheme === undefined ? {} : { scheme }),
    ...(by === undefined ? (isPair ? { by: 'file' } : {}) : { by }),
    ...(offsets === undefined ? {} : { offsets }),
    ...(tagKey === undefined ? {} : { tagKey }),
    ...(tagsInColumn === undefined ? {} : { tagsInColumn }),
    ...(tagNumbers === undefined ? {} : { tagNumbers }),
  };
}
