import type { BertConfig } from '../model/config';
import type { Dimension } from '../model/primitives';
import type { Batch } from './executor';

/** A batch as the model takes it; see `BertInputs` and `crossEntropy`. N = rows * length. */
export interface BatchInputs {
  readonly rows: number;
  readonly length: number;
  readonly ids: Int32Array;
  readonly positions: Int32Array;
  readonly types: Int32Array;
  /** [rows, 1, length, length] */
  readonly attentionBias: Float32Array;
}

/** Low enough that its exponential is 0 beside any score. */
export const unseen = -1e9;

/** @throws RangeError when the batch does not fit its own shape or the model */
export function batchInputs(batch: Batch, config: BertConfig): BatchInputs {
  const { rows, length, ids, positions, segments } = batch;
  const size = rows * length;
  if (size === 0 || [ids, positions, segments, batch.labels].some((array) => array.length !== size)) {
    throw new RangeError(
      `the arrays of a batch of ${rows} rows of ${length} need ${size} elements each, more than none`,
    );
  }
  requireBelow(ids, config.vocabSize, 'word piece');
  requireBelow(positions, config.maxPositionEmbeddings, 'position');
  const attentionBias = new Float32Array(size * length).fill(unseen);
  for (let row = 0; row < rows; row++) {
    const first = row * length;
    for (let from = 0; from < length; from++) {
      const segment = segments[first + from];
      const offset = (first + from) * length;
      for (let to = 0; to < length; to++) if (segments[first + to] === segment) attentionBias[offset + to] = 0;
    }
  }
  return { rows, length, ids, positions, types: new Int32Array(size), attentionBias };
}

/**
 * [N, numLabels], as `crossEntropy` takes it.
 * @param totalWeight of the labelled pieces of the whole batch, of which this may be a part
 * @throws RangeError on a label that the model does not have
 */
export function lossTarget(batch: Batch, numLabels: number, totalWeight: number): Float32Array {
  const { labels, weights } = batch;
  const target = new Float32Array(labels.length * numLabels);
  requireBelow(labels, numLabels, 'label');
  if (totalWeight <= 0) return target;
  labels.forEach((label, index) => {
    if (label >= 0) target[index * numLabels + label] = (weights?.[index] ?? 1) / totalWeight;
  });
  return target;
}

/** The sum of the weights of a batch's labelled pieces. */
export function totalWeightOf({ labels, weights }: Batch): number {
  return labels.reduce((sum, label, index) => (label >= 0 ? sum + (weights?.[index] ?? 1) : sum), 0);
}

/** What a shape is for this batch. */
export function resolveShape(
  shape: readonly Dimension[],
  { rows, length }: { rows: number; length: number },
): number[] {
  return shape.map((dimension) => {
    if (dimension === 'rows') return rows;
    if (dimension === 'length') return length;
    return dimension === 'tokens' ? rows * length : dimension;
  });
}

function requireBelow(values: Int32Array, limit: number, what: string): void {
  const wrong = values.find((value) => value >= limit);
  if (wrong !== undefined) throw new RangeError(`the model has no ${what} ${wrong}: they end at ${limit - 1}`);
}
