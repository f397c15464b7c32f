import { type Command, Option } from 'commander';
import { ConllDocument, DatasetError, decodeBytes, importPlainText } from '../dataset';
import { nameOf, readBytes } from './input';
import { jsonOption, language, outputOption } from './options';
import { refuseMixedOutput, refuseOverwriting, writeJson, writeOutput } from './output';

interface ImportOptions {
  readonly locale?: string;
  readonly output: string;
  readonly json?: boolean;
}

export function importVerb(program: Command): void {
  program
    .command('import')
    .description('Split plain text into sentences and tokens, and write them as CoNLL with the tag O.')
    .argument('<input>', 'a text file; - is standard input')
    .addOption(new Option('--locale <tag>', 'the language of the text (default: en)').argParser(language))
    .addOption(outputOption())
    .addOption(jsonOption())
    .action(async (input: string, { locale, output, json }: ImportOptions) => {
      refuseMixedOutput(output, json);
      await refuseOverwriting(output, [input]);
      const bytes = await readBytes(input);
      if (bytes.includes(0)) throw new DatasetError(`${nameOf(input)}: this is a binary file. Expected plain text.`);
      const conll = importPlainText(decodeBytes(bytes).text, locale === undefined ? {} : { locale });
      if (conll === '') throw new DatasetError(`${nameOf(input)}: there is no text in it.`);
      await writeOutput(output, conll);
      if (json) {
        const { sentences } = ConllDocument.parse(conll);
        const tokens = sentences.reduce((sum, sentence) => sum + sentence.tokens.length, 0);
        await writeJson({ input, output, sentences: sentences.length, tokens });
      }
    });
}
