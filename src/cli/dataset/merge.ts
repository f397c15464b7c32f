import type { Command } from 'commander';
import { findMismatches, type MergeInput, mergeInto, readForMerge } from '../../corpus';
import { DatasetError } from '../../dataset';
import { UsageError } from '../failure';
import { jsonOption, outputOption } from '../options';
import { refuseMixedOutput, refuseOverwriting, writeJson } from '../output';
import { destination } from './destination';
import { withCorpora } from './withCorpora';

interface MergeVerbOptions {
  readonly anyway?: boolean;
  readonly output: string;
  readonly json?: boolean;
}

export function mergeVerb(program: Command): void {
  program
    .command('merge')
    .description('Write files one after the other into one, once it is certain that they fit together.')
    .argument('<files...>', 'two or more CoNLL files of any size')
    .option('--anyway', 'also files whose columns, tag schemes, encodings or ends of lines are not alike')
    .addOption(outputOption())
    .addOption(jsonOption())
    .action(async (files: string[], { anyway = false, output, json }: MergeVerbOptions) => {
      if (files.length < 2) throw new UsageError('Give two or more files to merge.');
      refuseMixedOutput(output, json);
      await refuseOverwriting(output, files);
      await withCorpora(files, { needsTags: false }, async (corpora, reading) => {
        const inputs: MergeInput[] = [];
        for (const corpus of corpora) inputs.push(await readForMerge(corpus, reading(corpus)));
        const mismatches = findMismatches(inputs);
        const breaking = mismatches.filter(({ breaks }) => breaks);
        if (breaking.length > 0 && !anyway) {
          throw new DatasetError(
            `the files do not fit together, so nothing was written:\n${breaking.map(({ message }) => `  ${message}`).join('\n')}\nWith --anyway they are merged as they are.`,
          );
        }
        const merged = await mergeInto(destination(output), inputs);
        if (json) return writeJson({ files, output, ...merged, mismatches });
        for (const { message } of mismatches) process.stderr.write(`warning: ${message}\n`);
        const added = merged.addedDocumentLines;
        process.stderr.write(
          `${files.length} files, ${merged.sentences} sentences.${added > 0 ? ` ${added} -DOCSTART- lines were added before files without documents.` : ''}\n`,
        );
      });
    });
}
