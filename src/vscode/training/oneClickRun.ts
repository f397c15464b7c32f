import type { DataFiles } from '../../dataset';
import type { DeviceChoice, RunConfig } from '../../protocol/run';
import { DEFAULT_RUN, defaultSteps, runName } from '../../protocol/runDefaults';

/** The files of a run are still there, so it can be done again; otherwise its settings no longer say what to train on. */
export function isRepeatable(run: RunConfig, exists: (file: string) => boolean): boolean {
  return [...run.original, ...run.distilled, run.dev, run.test].every((file) => file === undefined || exists(file));
}

/** The run to start by one click: the last one again under a new name, on the device that is chosen now, if one is. */
export function repeatedRun(last: RunConfig, device: DeviceChoice, now: Date): RunConfig {
  return { ...last, device: device === 'auto' ? last.device : device, name: runName(last.blend.name, now) };
}

/**
 * The run to start by one click in a folder that has none yet: product defaults over these files. Without distilled
 * files there is nothing to blend, and the student learns from the original ones alone.
 * @param sentences how many sentences the original files have together
 */
export function firstRun(
  files: DataFiles,
  sentences: number,
  { model, device }: Pick<RunConfig, 'model' | 'device'>,
  now: Date,
): RunConfig {
  const blend = files.distilled.length === 0 ? ({ name: 'original' } as const) : DEFAULT_RUN.blend;
  return {
    ...DEFAULT_RUN,
    ...files,
    version: 1,
    name: runName(blend.name, now),
    model,
    device,
    blend,
    steps: defaultSteps(sentences),
  };
}
