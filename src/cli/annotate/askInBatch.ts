import path from 'node:path';
import {
  AnnotationError,
  annotateInBatch,
  answeredInBatch,
  BATCH_PRICE,
  type CostEstimate,
  inDollars,
  isLlmTeacher,
  type Teacher,
} from '../../annotation';
import { UsageError } from '../failure';
import { interruptible } from '../interruptible';
import { createProgress } from '../progress';
import type { AnnotateOptions } from './annotateFiles';
import type { AnnotationFile } from './annotationFiles';
import { sentencesOf } from './annotationReport';

/**
 * Has the sentences answered by the Batch API; its answers are then in the cache.
 * @returns the teacher, but one that is not asked again: a sentence without an answer fails with what the server said of it
 */
export async function askInBatch(
  teacher: Teacher,
  files: readonly AnnotationFile[],
  options: AnnotateOptions,
  estimate: CostEstimate | undefined,
): Promise<Teacher> {
  const { baseUrl, budget, cache, cancelBatch, poll } = options;
  if (!isLlmTeacher(teacher)) throw new UsageError('--batch is for --teacher openai.');
  const expected = estimate?.dollars === undefined ? undefined : BATCH_PRICE * estimate.dollars;
  if (budget !== undefined && !cancelBatch && (expected === undefined || expected > budget)) {
    const cost = expected === undefined ? 'its price is not known' : `it would cost about ${inDollars(expected)}`;
    throw new AnnotationError(
      'budget',
      `A batch is sent as a whole, and ${cost}: nothing was sent for ${inDollars(budget)}.`,
    );
  }
  const sentences = sentencesOf(files);
  const progress = createProgress('batch', sentences.length);
  const stopped =
    'Stopped waiting; the server goes on. Run the same command again to look at it, or with --cancel-batch to stop it.';
  try {
    const outcome = await interruptible(stopped, (signal) =>
      annotateInBatch({
        teacher,
        apiKey: process.env.OPENAI_API_KEY ?? '',
        baseURL: baseUrl ?? 'https://api.openai.com/v1',
        sentences,
        cacheFile: cache,
        folder: path.join(path.dirname(cache), 'batches'),
        pollEvery: 1000 * poll,
        signal,
        ...(cancelBatch && { cancel: true }),
        onProgress: ({ status, answered: done }) => progress.update(done, [teacher.label, status.replace('_', ' ')]),
      }),
    );
    const { failures, answered, dollars } = outcome;
    const cost = dollars === undefined ? '' : `, ${inDollars(dollars)}`;
    progress.say(`batch: ${answered} answered, ${failures.length} without an answer${cost}`);
    return answeredInBatch(teacher, outcome);
  } finally {
    progress.stop();
  }
}
