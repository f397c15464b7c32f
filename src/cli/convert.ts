import { type Command, Option } from 'commander';
import {
  applyEdits,
  convertScheme,
  detectScheme,
  encodeText,
  illegalTags,
  refuseOtherThanTags,
  type TagScheme,
  tagSchemes,
} from '../dataset';
import { readConll } from './input';
import { jsonOption, outputOption, tagColumnOption } from './options';
import { refuseMixedOutput, refuseOverwriting, writeJson, writeOutput } from './output';

interface ConvertOptions {
  readonly to: TagScheme;
  readonly from?: TagScheme;
  readonly tagColumn?: number;
  readonly output: string;
  readonly json?: boolean;
}

export function convertVerb(program: Command): void {
  program
    .command('convert')
    .description('Write the tags in another tag scheme. Every byte that is not a changed tag stays as it is.')
    .argument('<input>', 'a CoNLL file; - is standard input')
    .addOption(new Option('--to <scheme>', 'the wanted scheme').choices(tagSchemes).makeOptionMandatory())
    .addOption(new Option('--from <scheme>', "the file's scheme (default: found)").choices(tagSchemes))
    .addOption(tagColumnOption())
    .addOption(outputOption())
    .addOption(jsonOption())
    .action(async (input: string, { to, from, tagColumn, output, json }: ConvertOptions) => {
      refuseMixedOutput(output, json);
      await refuseOverwriting(output, [input]);
      const file = await readConll(input, { tagColumn });
      const { document, encoding } = file;
      refuseOtherThanTags(file, document.tagColumn);
      const tags = document.sentences.map((sentence) => sentence.tags);
      const found = from ?? detectScheme(tags);
      const illegal = tags.reduce((count, sentence) => count + illegalTags(sentence, found).length, 0);
      if (illegal > 0) {
        process.stderr.write(
          `${file.name}: ${illegal} tags are not legal in ${found}; their entities were read as conlleval reads them. conll-distill check names them.\n`,
        );
      }
      const edits = convertScheme(document, to);
      await writeOutput(output, encodeText(applyEdits(document.text, edits), encoding));
      if (json) {
        await writeJson({
          input,
          output,
          from: found,
          to,
          sentences: document.sentences.length,
          changedTags: edits.length,
          illegalTags: illegal,
        });
      }
    });
}
