import { mkdir } from 'node:fs/promises';
import { UsageError } from '../failure';
import { openExperiment } from './openExperiment';
import { runGrid } from './runGrid';

export interface ExperimentOptions {
  readonly out?: string;
  readonly jobs: number;
  readonly dryRun?: boolean;
  readonly status?: boolean;
  readonly cache: string;
}

/** The verb `experiment`. */
export async function runExperiment(file: string, options: ExperimentOptions): Promise<void> {
  const { experiment, folder } = await openExperiment(file, options.out);
  if (experiment.experiment === 'prompts') throw new UsageError('not yet');
  await mkdir(folder, { recursive: true });
  await runGrid({ file, folder, experiment }, options);
}
