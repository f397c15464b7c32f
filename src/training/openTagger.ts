import { createHash } from 'node:crypto';
import { entityTypesOf } from './labels';
import { openStudent } from './openStudent';
import { CheckpointStore } from './runs/checkpointStore';
import { resultStep } from './runs/runPosition';
import { RunStore } from './runs/runStore';
import { type TaggedSentence, tagSentences } from './tagSentences';

export interface OpenTaggerOptions {
  /** `result` where absent: of a run that is not finished, its best or last one so far. */
  readonly which?: 'result' | 'last';
}

/** A run's student, ready to tag. */
export interface OpenTagger {
  /** What computes, for people. */
  readonly device: string;
  readonly entityTypes: readonly string[];
  /** The same for the same weights: a hash of what the run was made from, and of the step. */
  readonly identity: string;
  /** Not re-entrant: await each call. @throws the signal's reason */
  tag(sentences: readonly (readonly string[])[], signal?: AbortSignal): Promise<TaggedSentence[]>;
  close(): void;
}

/** @throws TrainingError when the folder holds no run or the run no checkpoint yet */
export async function openTagger(runFolder: string, { which = 'result' }: OpenTaggerOptions = {}): Promise<OpenTagger> {
  const config = await new RunStore(runFolder).config();
  const checkpoints = new CheckpointStore(runFolder);
  const position = await checkpoints.requirePosition();
  const step = which === 'last' ? position.step : resultStep(position, config);
  const student = await openStudent(config, await checkpoints.read(position, step));
  return {
    device: student.executor.device,
    entityTypes: entityTypesOf(student.labels),
    identity: createHash('sha256')
      .update(JSON.stringify([config, position.fingerprint, step]))
      .digest('hex'),
    async tag(sentences, signal = new AbortController().signal) {
      const tagged = await tagSentences(student, sentences, signal);
      if (!tagged) throw signal.reason;
      return tagged;
    },
    close: () => student.executor.dispose(),
  };
}
