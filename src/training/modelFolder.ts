import path from 'node:path';
import { isHubName } from '../protocol/hubName';
import { hubFolder } from './hub';
import type { RunProgress } from './runs/runProgress';
import type { RunStore } from './runs/runStore';
import { StudentError } from './studentError';

export interface ModelHooks {
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
  readonly store: Pick<RunStore, 'pinnedModel' | 'pinModel'>;
  readonly progress: Pick<RunProgress, 'does'>;
}

/**
 * The folder of a run's model: its own path, or where a model of the hub is once it is downloaded. The run folder keeps
 * which commit that was.
 * @returns undefined when the signal stopped the download
 * @throws StudentError saying what is wrong and what to do
 */
export async function modelFolder(
  model: string,
  { store, progress, signal, onNote }: ModelHooks,
): Promise<string | undefined> {
  if (path.isAbsolute(model)) return model;
  if (!isHubName(model)) {
    throw new StudentError(
      `${model} is neither the whole path of a folder nor the name of a model on the Hugging Face hub, such as ` +
        'google-bert/bert-base-cased. Choose another model.',
    );
  }
  const pinned = await store.pinnedModel();
  const commit = pinned?.name === model ? pinned.commit : undefined;
  try {
    const found = await hubFolder(model, commit, {
      signal,
      onNote,
      onProgress: (file, received, size) =>
        progress.does(`Downloading ${model}: ${file}, ${megabytes(received)} of ${megabytes(size)} MB`),
    });
    if (commit === undefined) await store.pinModel({ name: model, commit: found.commit });
    onNote(`${model} is as of commit ${found.commit}.`);
    return found.folder;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0);
}
