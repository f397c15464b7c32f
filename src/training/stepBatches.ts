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
  /** For people: where each sentence stands. */
  readonly sentences: readonly string[];
}

/** Of a run's config, what its batches depend on. */
export type StepPlan = Pick<RunConfig, 'blend' | 'steps' | 'batchSize' | 'seed' | 'originalWeight' | 'distilledWeight'>;

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
    const poolOf = (sentences: readonly TaggedSentence[], weight = 1) =>
      new LabelledPool({ sentences, weight, labels: data.labels, wordPieces, maxLength });
    this.#original = poolOf(data.original, config.originalWeight);
    this.#distilled = poolOf(data.distilled, config.distilledWeight);
    this.#pad = wordPieces.pad;
  }

  /** @param step from 0 */
  at(step: number): StepBatch {
    const { original, distilled, blend, realisedBlend } = this.#batches.at(step);
    const windows = [
      ...original.flatMap((index) => this.#original.windowsOf(index)),
      ...distilled.flatMap((index) => this.#distilled.windowsOf(index)),
    ];
    const sentences = [
      ...original.map((index) => this.#original.placeOf(index)),
      ...distilled.map((index) => this.#distilled.placeOf(index)),
    ];
    return { batch: packBatch(windows, this.#pad), pieces: piecesOf(windows), sentences, blend, realisedBlend };
  }
}

interface PoolOptions {
  readonly sentences: readonly TaggedSentence[];
  /** How much each counts in the loss, besides what its file says. */
  readonly weight: number;
  readonly labels: readonly string[];
  readonly wordPieces: WordPieces;
  readonly maxLength: number;
}

/** The sentences of a pool, made word pieces when they are first drawn. */
class LabelledPool {
  readonly #options: PoolOptions;
  readonly #indexOfLabel: ReadonlyMap<string, number>;
  readonly #windows = new Map<number, readonly LabelledWindow[]>();

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#indexOfLabel = new Map(options.labels.map((label, index) => [label, index]));
  }

  placeOf(index: number): string {
    return this.#options.sentences[index]?.place ?? '';
  }

  windowsOf(index: number): readonly LabelledWindow[] {
    const known = this.#windows.get(index);
    if (known) return known;
    const { sentences, wordPieces, maxLength } = this.#options;
    const sentence = sentences[index];
    if (!sentence) throw new RangeError(`there is no sentence ${index}`);
    const weight = this.#options.weight * (sentence.weight ?? 1);
    const labels = sentence.tags.map((tag) => this.#indexOfLabel.get(tag) ?? 0);
    const windows = sentenceWindows(sentence.tokens, wordPieces, maxLength).map((window) =>
      labelWindow(window, labels, weight),
    );
    this.#windows.set(index, windows);
    return windows;
  }
}
