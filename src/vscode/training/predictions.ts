import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConllDocument, decodeBytes } from '../../dataset';
import { runFiles } from '../../protocol/runFolder';

/** What a run has predicted, beside gold, of its test file. */
export interface Predictions {
  readonly document: ConllDocument;
  /** Each of every sentence. */
  readonly tokens: readonly (readonly string[])[];
  readonly gold: readonly (readonly string[])[];
  readonly predicted: readonly (readonly string[])[];
}

/**
 * Reads the last two columns of a run's `predictions.conll`.
 * @returns undefined where the run has none
 * @throws Error when they are damaged
 */
export async function readPredictions(folder: string): Promise<Predictions | undefined> {
  const file = path.join(folder, runFiles.predictions);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const document = ConllDocument.parse(decodeBytes(bytes).text);
  const { sentences } = document;
  if (sentences.length > 0 && document.columnCount < 3) {
    throw new Error(`${file} has fewer than three columns: expected token, gold and prediction. Was it edited?`);
  }
  return {
    document,
    tokens: sentences.map((sentence) => sentence.tokens),
    gold: sentences.map((sentence) => document.column(sentence, -2).map((tag) => tag || 'O')),
    predicted: sentences.map((sentence) => sentence.tags),
  };
}
