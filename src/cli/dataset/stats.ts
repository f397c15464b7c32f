import { type Command, Option } from 'commander';
import { corpusStatistics, statisticsCsv, statisticsTables } from '../../corpus';
import { csv, markdown, plainText } from '../../tables';
import { jsonOption, outputOption, positiveInteger, tagColumnOption } from '../options';
import { refuseOverwriting, writeOutput } from '../output';
import { withCorpora } from './withCorpora';

interface StatsVerbOptions {
  readonly format: 'text' | 'markdown' | 'csv' | 'json';
  readonly json?: boolean;
  readonly forms: number;
  readonly output: string;
  readonly tagColumn?: number;
}

export function statsVerb(program: Command): void {
  program
    .command('stats')
    .description(
      'What files hold: sentences, entities by type, lengths, ambiguous surface forms, overlap between the files.',
    )
    .argument('<files...>', 'CoNLL files of any size, such as train, dev and test; - is standard input')
    .addOption(
      new Option('--format <format>', 'csv has a row a figure')
        .choices(['text', 'markdown', 'csv', 'json'])
        .default('text'),
    )
    .addOption(
      new Option('--forms <n>', 'ambiguous surface forms to list as text or Markdown')
        .argParser(positiveInteger)
        .default(20),
    )
    .addOption(tagColumnOption())
    .addOption(outputOption())
    .addOption(jsonOption())
    .action(async (files: string[], { format, json, forms, output, tagColumn }: StatsVerbOptions) => {
      await refuseOverwriting(output, files);
      const report = await withCorpora(files, { tagColumn }, (corpora, reading) =>
        corpusStatistics(corpora, reading(...corpora)),
      );
      const texts = {
        text: () => statisticsTables(report, forms).map(plainText).join('\n'),
        markdown: () => statisticsTables(report, forms).map(markdown).join('\n'),
        csv: () => csv(statisticsCsv(report)),
        json: () => `${JSON.stringify(report, undefined, 2)}\n`,
      };
      await writeOutput(output, texts[json ? 'json' : format]());
    });
}
