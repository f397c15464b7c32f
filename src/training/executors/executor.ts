/**
 * Rows of packed sentences. N = rows * length word pieces; arrays are row-major.
 * Pieces of different `segments` in one row do not see each other (block-diagonal attention); segment -1 is padding.
 */
export interface Batch {
  readonly rows: number;
  readonly length: number;
  /** [N] word piece ids. */
  readonly ids: Int32Array;
  /** [N] positions, restarting at every sentence. */
  readonly positions: Int32Array;
  /** [N] which sentence of its row a piece belongs to; -1 for padding. */
  readonly segments: Int32Array;
  /** [N] label index, or -1 where no loss is taken (special pieces, later pieces of a token, padding). */
  readonly labels: Int32Array;
  /** [N] weight of each labelled piece's loss; 1 where absent. Loss = sum(w * ce) / sum(w). */
  readonly weights?: Float32Array;
}

export interface StepOptions {
  /** From 1: the AdamW step t of its bias correction, and the key of the dropout masks. */
  readonly step: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
}

export interface StepResult {
  readonly loss: number;
  /** Global L2 norm of the gradients before clipping. */
  readonly gradientNorm: number;
}

/** Everything needed to go on: parameters by Hugging Face name, and AdamW's two moments of each. */
export interface TrainingState {
  readonly parameters: ReadonlyMap<string, Float32Array>;
  readonly firstMoments: ReadonlyMap<string, Float32Array>;
  readonly secondMoments: ReadonlyMap<string, Float32Array>;
}

/** Runs the one description of BERT's step on one device. Not re-entrant: await each call. */
export interface Executor {
  /** For people: `ONNX Runtime CPU, 2 threads`. */
  readonly device: string;
  /** Forward, backward, clip, AdamW. */
  step(batch: Batch, options: StepOptions): Promise<StepResult>;
  /** Forward and backward only: for tests and probes. Keys and shapes as in TrainingState.parameters. */
  gradients(batch: Batch, step: number): Promise<{ loss: number; gradients: ReadonlyMap<string, Float32Array> }>;
  /** Forward only, no dropout: logits [N, labels], row-major. */
  logits(batch: Batch): Promise<Float32Array>;
  /** A copy, in Hugging Face's layout ([out, in] for linear weights). */
  state(): Promise<TrainingState>;
  dispose(): void;
}
