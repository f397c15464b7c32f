import { type Command, Option } from 'commander';
import { jsonOption, outputOption, positiveInteger } from '../options';
import type { PromptOptions } from './showPrompt';

export function promptVerb(program: Command): void {
  program
    .command('prompt')
    .description('List the prompts, print one to edit it, or show one filled in for a sentence.')
    .argument('[prompt]', 'its name, or a file that ends in .md')
    .option('--for <file>', 'fill it in for a sentence of this CoNLL file')
    .addOption(new Option('--sentence <n>', 'which one, counted from 1').argParser(positiveInteger).default(1))
    .addOption(new Option('--types <list>', 'entity types, as for annotate').default('LOC,MISC,ORG,PER'))
    .option('--examples <file>', 'show the first sentences of this gold file as examples')
    .addOption(new Option('--shots <k>', 'how many of them').argParser(positiveInteger).default(4))
    .addOption(outputOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nPrompts of your own stand in .conll-distill/prompts/NAME.md. To change one of ours:\n  conll-distill prompt standard -o .conll-distill/prompts/standard.md',
    )
    .action(async (name: string | undefined, options: PromptOptions) => {
      const { showPrompt } = await import('./showPrompt');
      await showPrompt(name, options);
    });
}
