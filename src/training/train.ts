import type { RunConfig, RunStatus } from '../protocol/run';
import type { TrainerToHost } from '../protocol/trainer';
import { finishRun } from './finishRun';
import { modelFolder } from './modelFolder';
import { openStudent } from './openStudent';
import { CheckpointStore } from './runs/checkpointStore';
import { lockRun } from './runs/runLock';
import { isOver, type RunPosition } from './runs/runPosition';
import { RunProgress } from './runs/runProgress';
import { RunStore } from './runs/runStore';
import { explainError } from './runs/systemError';
import { pretrainedStudent, type StudentSource } from './studentSource';
import { readTrainingData, type TrainingData } from './trainingData';
import { TrainingError } from './trainingError';
import { trainSteps } from './trainSteps';

export interface TrainHooks {
  /** Everything that is also written into the run folder, as it happens. */
  readonly onMessage?: (message: TrainerToHost) => void;
  /** What is worth knowing, for people. */
  readonly onNote?: (note: string) => void;
  /** What is likely not as it was meant, but stops no run, for people. */
  readonly onWarning?: (warning: string) => void;
  /** Aborted: save a checkpoint and end. */
  readonly signal?: AbortSignal;
  /** Milliseconds after which a full disk is tried again; 5,000 where absent. */
  readonly diskRetry?: number;
}

/** A run at work: what its parts share. */
export interface Run {
  readonly config: RunConfig;
  readonly data: TrainingData;
  readonly store: RunStore;
  readonly checkpoints: CheckpointStore;
  readonly progress: RunProgress;
  readonly signal: AbortSignal;
  readonly warn: (warning: string) => void;
}

/**
 * Trains the student of a prepared run folder, or goes on from the folder's checkpoint as if it had never stopped;
 * then evaluates on the test file: the best student on dev, or the last one when there is no dev file.
 * @returns the last status: `finished`, or `stopped` by the signal
 * @throws TrainingError saying what went wrong and what to do. The folder's status says so too, unless the folder holds
 * no run or another trainer is at work in it.
 */
export async function train(runFolder: string, hooks: TrainHooks = {}): Promise<RunStatus> {
  const store = new RunStore(runFolder);
  const unlock = await lock(store);
  const { onMessage = () => undefined, signal = new AbortController().signal, diskRetry = 5000 } = hooks;
  const progress = new RunProgress(store, onMessage, { signal, retry: diskRetry });
  try {
    const config = await store.config();
    progress.steps = config.steps;
    const report = await store.report();
    if (report) {
      progress.device = report.device;
      return await progress.enter('finished', report.steps);
    }
    return await trainLocked(config, store, progress, signal, hooks);
  } catch (error) {
    const message = explainError(error);
    // What failed the run, such as a full disk, may fail its status too: then the thrown error alone tells.
    await progress.enter('failed', progress.step, message).catch(() => undefined);
    throw new TrainingError(message, { cause: error });
  } finally {
    progress.end();
    await unlock();
  }
}

async function lock(store: RunStore): Promise<() => Promise<void>> {
  try {
    await store.requireConfig();
    return await lockRun(store.folder);
  } catch (error) {
    throw new TrainingError(explainError(error), { cause: error });
  }
}

async function trainLocked(
  config: RunConfig,
  store: RunStore,
  progress: RunProgress,
  signal: AbortSignal,
  { onNote: note = () => undefined, onWarning: warn = () => undefined }: TrainHooks,
): Promise<RunStatus> {
  const checkpoints = new CheckpointStore(store.folder);
  const saved = await checkpoints.position();
  await progress.enter('preparing', saved?.step ?? 0);
  const data = await readTrainingData(config);
  for (const warning of data.warnings) warn(warning);
  if (saved && saved.fingerprint !== data.fingerprint) {
    throw new TrainingError(
      'The training files have changed since this run began, so that it cannot go on from its checkpoint. ' +
        'Start a new run, or put the files back.',
    );
  }
  const run: Run = { config, data, store, checkpoints, progress, signal, warn };
  await progress.whenThereIsRoom(() => store.truncateMetrics(saved?.step ?? 0));
  if (saved && isOver(saved, config)) return finishRun(run, saved);
  const source = saved ? await checkpoints.read(saved, saved.step) : await beginningStudent(run, note);
  if (!source) return progress.enter('stopped', 0);
  for (const line of source.notes ?? []) note(line);
  const student = await openStudent(config, source);
  let position: RunPosition;
  try {
    progress.device = student.executor.device;
    await progress.measured({ kind: 'device', device: student.executor.device, refused: student.refused });
    position = await trainSteps(run, student, saved ?? beginningOf(data, source));
  } finally {
    student.executor.dispose();
  }
  return signal.aborted ? progress.enter('stopped', position.step) : finishRun(run, position);
}

/** The student that a run begins with. @returns undefined when the signal stopped its download */
async function beginningStudent(
  { config, data, store, progress, signal }: Run,
  onNote: (note: string) => void,
): Promise<StudentSource | undefined> {
  const find = () => modelFolder(config.model, { store, progress, signal, onNote });
  const folder = await progress.whenThereIsRoom(find);
  return folder === undefined ? undefined : pretrainedStudent(folder, data.labels, config.seed);
}

function beginningOf({ fingerprint }: TrainingData, { labels, model }: StudentSource): RunPosition {
  const architecture = model.config;
  return { version: 1, step: 0, evaluated: 0, seconds: 0, labels: [...labels], architecture, fingerprint };
}
