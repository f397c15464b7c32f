import type { RunConfig } from '../protocol/run';
import { type BlendedBatch, BlendedBatches } from './batches/blendedBatches';
import { type LabelledWindow, labelWindow, type PackedBatch, packBatch, piecesOf } from './batches/packBatch';
import type { TaggedSentence } from './dataFile';
import { sentenceWindows } from './tokenizer/sentenceWindows';
import type { WordPieces } from './tokenizer/wordPieces';
import type { TrainingData } from './trainingData';
import { TrainingError } from './trainingError';

/** What one step learns from. */
export interface StepBatch extends Pick<BlendedBatch, 'blend' | 'realisedBlend'> {
  readonly batch: PackedBatch;
  /** Word pieces that are not padding. */
  readonly pieces: number;
}

/** Of a run's config, what its batches depend on. */
export type StepPlan = Pick<RunConfig, 'blend' | 'steps' | 'batchSize' | 'seed'>;

/** The batches of a run: drawn by its blend schedule, as word pieces, packed. */
export class StepBatches {
  readonly #batches: BlendedBatches;
  readonly #original: LabelledPool;
  readonly #distilled: LabelledPool;
  readonly #pad: number;

  /** @throws TrainingError when the schedule draws from a pool that has no sentences */
  constructor(
    config: StepPlan,
    data: Pick<TrainingData, 'original' | 'distilled' | 'labels'>,
    wordPieces: WordPieces,
    maxLength: number,
  ) {
    const counts = { original: data.original.length, distilled: data.distilled.length };
    this.#batches = new BlendedBatches({ ...config, counts });
    for (const pool of ['original', 'distilled'] as const) {
      if (this.#batches.drawn[pool] > 0 && counts[pool] === 0) {
        throw new TrainingError(
          `The blend schedule ${config.blend.name} draws ${pool} sentences, and the run has none. ` +
            `Choose ${pool} files, or another schedule.`,
        );
      }
    }
    this.#original = new LabelledPool(data.original, data.labels, wordPieces, maxLength);
    this.#distilled = new LabelledPool(data.distilled, data.labels, wordPieces, maxLength);
    this.#pad = wordPieces.pad;
  }

  /** @param step from 0 */
  at(step: number): StepBatch {
    const { original, distilled, blend, realisedBlend } = this.#batches.at(step);
    const windows = [
      ...original.flatMap((index) => this.#original.windowsOf(index)),
      ...distilled.flatMap((index) => this.#distilled.windowsOf(index)),
    ];
    return { batch: packBatch(windows, this.#pad), pieces: piecesOf(windows), blend, realisedBlend };
  }
}

/** The sentences of a pool, made word pieces when they are first drawn. */
class LabelledPool {
  readonly #sentences: readonly TaggedSentence[];
  readonly #indexOfLabel: ReadonlyMap<string, number>;
  readonly #wordPieces: WordPieces;
  readonly #maxLength: number;
  readonly #windows = new Map<number, readonly LabelledWindow[]>();

  constructor(
    sentences: readonly TaggedSentence[],
    labels: readonly string[],
    wordPieces: WordPieces,
    maxLength: number,
  ) {
    this.#sentences = sentences;
    this.#indexOfLabel = new Map(labels.map((label, index) => [label, index]));
    this.#wordPieces = wordPieces;
    this.#maxLength = maxLength;
  }

  windowsOf(index: number): readonly LabelledWindow[] {
    const known = this.#windows.get(index);
    if (known) return known;
    const sentence = this.#sentences[index];
    if (!sentence) throw new RangeError(`there is no sentence ${index}`);
    const labels = sentence.tags.map((tag) => this.#indexOfLabel.get(tag) ?? 0);
    const windows = sentenceWindows(sentence.tokens, this.#wordPieces, this.#maxLength).map((window) =>
      labelWindow(window, labels),
    );
    this.#windows.set(index, windows);
    return windows;
  }
}
