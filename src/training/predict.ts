import { type OpenTaggerOptions, openTagger } from './openTagger';
import type { TaggedSentence } from './tagSentences';

export interface PredictOptions extends OpenTaggerOptions {
  /** Told once what computes, for people. */
  readonly onDevice?: (device: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Tags sentences with a run's student.
 * @param sentences the tokens of each
 * @throws TrainingError when the folder holds no run or the run no checkpoint yet, or the signal's reason
 */
export async function predict(
  runFolder: string,
  sentences: readonly (readonly string[])[],
  { onDevice, signal, which }: PredictOptions = {},
): Promise<TaggedSentence[]> {
  const tagger = await openTagger(runFolder, which ? { which } : {});
  try {
    onDevice?.(tagger.device);
    return await tagger.tag(sentences, signal);
  } finally {
    tagger.close();
  }
}
