import type { DataFiles } from '../../protocol/dataFiles';
import type { RunConfig } from '../../protocol/run';
import { DEFAULT_RUN, defaultSteps } from '../../protocol/runDefaults';

/** The files of a run are still there, so it can be done again; otherwise its settings no longer say what to train on. */
export function isRepeatable(run: RunConfig, exists: (file: string) => boolean): boolean {
  return [...run.original, ...run.distilled, run.dev, run.test].every((file) => file === undefined || exists(file));
}

/** The run to start by one click: the last one again under a new name. */
export function repeatedRun(last: RunConfig, now: Date): RunConfig {
  return { ...last, name: runName(last.blend.name, now) };
}

/**
 * The run to start by one click in a folder that has none yet: product defaults over these files. Without distilled
 * files there is nothing to blend, and the student learns from the original ones alone.
 * @param sentences how many sentences the original files have together
 */
export function firstRun(files: DataFiles, sentences: number, model: string, now: Date): RunConfig {
  const blend = files.distilled.length === 0 ? ({ name: 'original' } as const) : DEFAULT_RUN.blend;
  return {
    ...DEFAULT_RUN,
    ...files,
    version: 1,
    name: runName(blend.name, now),
    model,
    blend,
    steps: defaultSteps(sentences),
  };
}

/** `simple-mix-2026-11-23-22-40-05`, in local time: a folder name on every system, in the order of time for each blend. */
export function runName(blend: string, now: Date): string {
  const part = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part);
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(part);
  return [blend, ...day, ...time].join('-');
}
