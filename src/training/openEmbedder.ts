import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { packBatch } from './batches/packBatch';
import { createExecutor } from './executors';
import { groupByLength, oneARow } from './tagSentences';
import { sentenceWindows } from './tokenizer/sentenceWindows';
import { WordPieces } from './tokenizer/wordPieces';
import { readBertFolder } from './weights';

/** A BERT that turns sentences into vectors. */
export interface OpenEmbedder {
  /** The same for the same model. */
  readonly identity: string;
  /** Not re-entrant: await each call. @returns [hiddenSize] a sentence: the mean of its word pieces' last hidden states */
  embed(sentences: readonly (readonly string[])[]): Promise<Float32Array[]>;
  close(): void;
}

/**
 * Opens a Hugging Face BERT folder for embeddings, mean-pooled as by Reimers and Gurevych 2019 (arXiv 1908.10084).
 * @throws StudentError naming what is missing, damaged or of another architecture
 */
export async function openEmbedder(folder: string): Promise<OpenEmbedder> {
  const { hidden, model } = await withHiddenStatesAsLogits(folder);
  const wordPieces = await WordPieces.read(folder);
  const { executor } = await createExecutor('auto', model, { seed: 1 });
  const maxLength = model.config.maxPositionEmbeddings;
  return {
    identity: await identityOf(folder),
    async embed(sentences) {
      const sums = sentences.map(() => new Float32Array(hidden));
      const counts = sentences.map(() => 0);
      const windows = sentences.flatMap((tokens, sentence) =>
        sentenceWindows(tokens, wordPieces, maxLength).map((window) => ({ ...window, sentence })),
      );
      for (const group of groupByLength(windows)) {
        const batch = packBatch(group, wordPieces.pad, oneARow(group));
        const states = await executor.logits(batch);
        group.forEach(({ sentence, ids }, index) => {
          const sum = sums[sentence];
          if (!sum) return;
          const first = (batch.offsets[index] ?? 0) * hidden;
          for (let value = 0; value < ids.length * hidden; value++) {
            sum[value % hidden] = (sum[value % hidden] ?? 0) + (states[first + value] ?? 0);
          }
          counts[sentence] = (counts[sentence] ?? 0) + ids.length;
        });
      }
      return sums.map((sum, index) => sum.map((value) => value / (counts[index] || 1)));
    },
    close: () => executor.dispose(),
  };
}

/** The model with a classifier that changes nothing: its logits are the last hidden states, on every device. */
async function withHiddenStatesAsLogits(folder: string) {
  const { config } = await readBertFolder(folder, { numLabels: 1, seed: 1 });
  const hidden = config.hiddenSize;
  const bert = await readBertFolder(folder, { numLabels: hidden, seed: 1 });
  const identity = new Float32Array(hidden * hidden);
  for (let row = 0; row < hidden; row++) identity[row * hidden + row] = 1;
  const parameters = new Map(bert.parameters)
    .set('classifier.weight', identity)
    .set('classifier.bias', new Float32Array(hidden));
  return { hidden, model: { config: bert.config, parameters } };
}

async function identityOf(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((file) => /\.(?:json|safetensors|txt)$/u.test(file)).toSorted();
  const hash = createHash('sha256');
  for (const file of files) {
    const { size } = await stat(path.join(folder, file));
    hash.update(`${file} ${size}\n`);
    if (size < 1e6) hash.update(await readFile(path.join(folder, file)));
  }
  return hash.digest('hex');
}
