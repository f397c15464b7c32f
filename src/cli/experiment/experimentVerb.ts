import type { Command } from 'commander';
import { Option } from 'commander';
import { cacheOption } from '../annotate/teacherOptions';
import { positiveInteger } from '../options';
import type { ExperimentOptions } from './experiment';

export function experimentVerb(program: Command): void {
  program
    .command('experiment')
    .description('Run the grid of an experiment’s file, or go on with it, and write its tables.')
    .argument('<file>', 'a YAML file, or the name of a ready one: prompts, regimens or blends')
    .option('--out <folder>', 'the experiment’s folder (default: .conll-distill/experiments/NAME)')
    .addOption(
      new Option('--jobs <n>', 'how many cells at once (default: 1; as many as Slurm likes)').argParser(
        positiveInteger,
      ),
    )
    .option('--dry-run', 'list the cells and estimate the time, and train nothing')
    .option('--status', 'how far the cells are')
    .option('--tables', 'write the tables of the cells that are done, and train nothing')
    .option(
      '--slurm',
      'send the cells to Slurm as a job array; the experiment’s folder must be on a shared file system',
    )
    .addOption(
      new Option('--sbatch <option>', 'more for sbatch, such as --sbatch=--partition=gpu; may stand more than once')
        .argParser((value: string, before: readonly string[] = []) => [...before, value])
        .implies({ slurm: true }),
    )
    .option('--cancel', 'take its cells out of Slurm’s queue')
    .addOption(new Option('--cell <name>', 'train one cell alone, as a task of a job array does').hideHelp())
    .addOption(cacheOption())
    .action(async (file: string, options: ExperimentOptions) => {
      const { runExperiment } = await import('./experiment');
      await runExperiment(file, options);
    });
}
