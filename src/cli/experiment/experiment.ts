import { mkdir } from 'node:fs/promises';
import type { PromptExperiment, TrainingExperiment } from '../../experiment';
import { UsageError } from '../failure';
import { dryRun } from './dryRun';
import { type OpenExperiment, openExperiment } from './openExperiment';
import { runGrid } from './runGrid';
import { estimatePrompts, runPrompts } from './runPrompts';
import { showStatus } from './showStatus';
import { cancelGrid, runOneCell, submitGrid } from './slurmGrid';
import { writeTables } from './writeTables';

export interface ExperimentOptions {
  readonly out?: string;
  readonly jobs?: number;
  readonly dryRun?: boolean;
  readonly status?: boolean;
  readonly tables?: boolean;
  readonly slurm?: boolean;
  readonly sbatch?: readonly string[];
  readonly cancel?: boolean;
  readonly cell?: string;
  readonly cache: string;
}

/** The verb `experiment`. */
export async function runExperiment(file: string, options: ExperimentOptions): Promise<void> {
  const { experiment, ...open } = await openExperiment(file, options.out);
  if (experiment.experiment === 'prompts') return promptExperiment({ ...open, experiment }, options);
  return trainingExperiment({ ...open, experiment }, options);
}

async function promptExperiment(open: OpenExperiment<PromptExperiment>, options: ExperimentOptions): Promise<void> {
  if (options.dryRun) return estimatePrompts(open.experiment, options.cache);
  if (options.status || options.tables || options.slurm || options.cancel || options.cell !== undefined) {
    throw new UsageError(
      'An experiment with prompts has no cells: run it, and what was answered already costs nothing.',
    );
  }
  await mkdir(open.folder, { recursive: true });
  return runPrompts(open, options);
}

async function trainingExperiment(open: OpenExperiment<TrainingExperiment>, options: ExperimentOptions): Promise<void> {
  if (options.dryRun) return dryRun(open, options);
  if (options.status) return showStatus(open);
  if (options.tables) return writeTables(open);
  if (options.cancel) return cancelGrid(open);
  if (options.cell !== undefined) return runOneCell(open, options.cell);
  await mkdir(open.folder, { recursive: true });
  if (options.slurm) return submitGrid(open, options);
  const failed = await runGrid(open, options);
  await writeTables(open).catch((error: unknown) => {
    // Where every cell has failed there is no table; that is told below.
    if (failed.length === 0 || !(error instanceof UsageError)) throw error;
  });
  if (failed.length > 0) {
    const count = failed.length === 1 ? 'One cell' : `${failed.length} cells`;
    throw new Error(`${count} failed:\n${failed.join('\n')}\nTo try again: conll-distill experiment ${open.file}`);
  }
}
