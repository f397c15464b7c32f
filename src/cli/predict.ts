import type { Command } from 'commander';
import { decodeEntities, detectScheme, encodeEntities } from '../dataset';
import { UsageError } from './failure';
import { readConll } from './input';
import { jsonOption, outputOption, tagColumnOption } from './options';
import { refuseMixedOutput, refuseOverwriting, writeJson, writeOutput } from './output';
import { readRun } from './readRun';
import { refuseReplacing, writeTags } from './writeTags';

interface PredictOptions {
  readonly output: string;
  readonly tagColumn?: number;
  readonly replace?: boolean;
  readonly last?: boolean;
  readonly confidence?: boolean;
  readonly json?: boolean;
}

export function predictVerb(program: Command): void {
  program
    .command('predict')
    .description("Tag a file with a trained student. The student's tags become one more last column.")
    .argument('<run>', 'the folder of a finished run')
    .argument('<input>', 'a CoNLL file; - is standard input')
    .option('--last', 'by the last student of the run instead of its result, the best on dev')
    .option('--replace', 'write the tags into the tag column instead')
    .option('--confidence', "also write the probability of each tag, as a column before the tags'")
    .addOption(tagColumnOption())
    .addOption(outputOption())
    .addOption(jsonOption())
    .action(
      async (run: string, input: string, { output, tagColumn, replace, last, confidence, json }: PredictOptions) => {
        if (confidence && replace)
          throw new UsageError('--confidence adds a column, and --replace none: leave one out.');
        refuseMixedOutput(output, json);
        await refuseOverwriting(output, [input]);
        await readRun(run);
        const file = await readConll(input, { tagColumn, needsTags: false });
        if (replace) refuseReplacing(file);
        const { predict } = await import('../training');
        const { sentences } = file.document;
        const tokens = sentences.map((sentence) => sentence.tokens);
        const tagged = await predict(run, tokens, { which: last ? 'last' : 'result' });
        const entities = tagged.map(({ tags }) => decodeEntities(tags));
        const scheme = detectScheme(sentences.map(({ tags }) => tags));
        const tags = entities.map((found, index) => encodeEntities(found, tokens[index]?.length ?? 0, scheme));
        const before = tagged.map(({ probabilities }) => Array.from(probabilities, (each) => each.toFixed(4)));
        await writeOutput(output, writeTags(file, tags, { append: !replace, ...(confidence && { before }) }));
        if (json) {
          await writeJson({ run, input, output, sentences: sentences.length, entities: entities.flat().length });
        }
      },
    );
}
