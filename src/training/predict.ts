import { openStudent } from './openStudent';
import { CheckpointStore } from './runs/checkpointStore';
import { resultStep } from './runs/runPosition';
import { RunStore } from './runs/runStore';
import { tagSentences } from './tagSentences';
import { TrainingError } from './trainingError';

export interface PredictOptions {
  /** Told once what computes, for people. */
  readonly onDevice?: (device: string) => void;
  readonly signal?: AbortSignal;
  /** `result` where absent: of a run that is not finished, its best or last one so far. */
  readonly which?: 'result' | 'last';
}

/**
 * Tags sentences with a run's student.
 * @param sentences the tokens of each
 * @returns one tag a token, in IOB2
 * @throws TrainingError when the folder holds no run or the run no checkpoint yet, or the signal's reason
 */
export async function predict(
  runFolder: string,
  sentences: readonly (readonly string[])[],
  { onDevice, signal = new AbortController().signal, which = 'result' }: PredictOptions = {},
): Promise<string[][]> {
  const config = await new RunStore(runFolder).config();
  const checkpoints = new CheckpointStore(runFolder);
  const position = await checkpoints.position();
  if (!position) {
    throw new TrainingError(
      `The run in ${runFolder} has no checkpoint yet. Train it first, or wait for its first one.`,
    );
  }
  const student = await openStudent(
    config,
    await checkpoints.read(position, which === 'last' ? position.step : resultStep(position, config)),
  );
  try {
    onDevice?.(student.executor.device);
    const tags = await tagSentences(student, sentences, signal);
    if (tags) return tags;
    throw signal.reason;
  } finally {
    student.executor.dispose();
  }
}
