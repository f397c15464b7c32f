import type { Tape } from '../tape';

/**
 * Weighted mean of the cross entropy of the labelled pieces: -Σ target ∘ log softmax(logits).
 * @param target [N, labels]: at a piece's label its weight over the sum of weights; 0 elsewhere, so that a piece without
 * a label has a row of zeros and takes no part
 * @returns a scalar
 */
export function crossEntropy<T>(tape: Tape<T>, logits: T, target: T): T {
  const { primitives: p } = tape;
  return tape.operation(
    () => {
      const logProbabilities = p.logSoftmax(logits);
      return { output: p.mul(p.reduceSum(p.mul(target, logProbabilities), 'all'), -1), logProbabilities };
    },
    (dLoss, { logProbabilities }) => {
      const weight = p.reduceSum(target, 'last');
      return { inputs: [[logits, p.mul(p.sub(p.mul(p.exp(logProbabilities), weight), target), dLoss)]] };
    },
  );
}
