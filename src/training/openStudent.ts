import type { RunConfig } from '../protocol/run';
import { createExecutor } from './executors';
import type { StudentSource } from './studentSource';
import type { Tagger } from './tagSentences';
import { WordPieces } from './tokenizer/wordPieces';

/** A student on a device, ready to be trained and to tag. */
export interface OpenStudent extends Tagger {
  /** Devices that were tried and not used, with why. */
  readonly refused: readonly string[];
  readonly tokenizerFolder: string;
}

/** @throws StudentError when its tokenizer cannot be read; Error when no device can run it */
export async function openStudent(
  config: Pick<RunConfig, 'device' | 'dropout' | 'seed' | 'maxLength' | 'microBatch'>,
  { model, moments, labels, tokenizerFolder }: StudentSource,
): Promise<OpenStudent> {
  const wordPieces = await WordPieces.read(tokenizerFolder);
  const { device, dropout, seed, maxLength, microBatch } = config;
  const { executor, refused } = await createExecutor(device, model, {
    seed,
    ...(dropout !== undefined && { dropout }),
    ...(microBatch !== undefined && { microBatch }),
    ...(moments && { moments }),
  });
  return {
    executor,
    refused,
    wordPieces,
    labels,
    maxLength: Math.min(maxLength, model.config.maxPositionEmbeddings),
    tokenizerFolder,
  };
}
