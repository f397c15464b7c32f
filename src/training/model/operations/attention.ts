import type { Tape } from '../tape';

export interface Heads {
  readonly count: number;
  readonly size: number;
  /** The probability of dropout on what they attend to. */
  readonly dropout: number;
}

/**
 * Scaled dot-product attention of several heads (Vaswani et al. 2017, arXiv 1706.03762): for each head
 * c = dropout(P) v with P = softmax(q kᵀ / √size + bias).
 *
 * Backward of the softmax: dS = P ∘ (dP - rowsum(dP ∘ P)); the row sums equal rowsum(dc ∘ c), dropout or not, which is
 * `size` instead of `length` wide (Dao et al. 2022, FlashAttention, arXiv 2205.14135, appendix B.2).
 * @param q, k, v [rows * length, count * size]
 * @param bias [rows, 1, length, length]: 0 where a piece may see another, else very negative
 */
export function attention<T>(tape: Tape<T>, q: T, k: T, v: T, bias: T, heads: Heads): T {
  const { primitives: p } = tape;
  const scale = 1 / Math.sqrt(heads.size);
  const split = (x: T) => p.transpose(p.reshape(x, ['rows', 'length', heads.count, heads.size]), [0, 2, 1, 3]);
  const merge = (x: T) => p.reshape(p.transpose(x, [0, 2, 1, 3]), ['tokens', heads.count * heads.size]);
  const site = tape.nextDropoutSite(heads.dropout);
  return tape.operation(
    () => {
      const [qs, ks, vs] = [split(q), split(k), split(v)];
      const probabilities = p.softmax(p.add(p.matMul(qs, ks, { transposeB: true, scale }), bias));
      const shape = ['rows', heads.count, 'length', 'length'] as const;
      const mask = site === undefined ? undefined : p.dropoutMask(site, shape, heads.dropout);
      const seen = mask === undefined ? probabilities : p.mul(probabilities, mask);
      const context = p.matMul(seen, vs);
      return { output: merge(context), qs, ks, vs, probabilities, mask, seen, context };
    },
    (dy, { qs, ks, vs, probabilities, mask, seen, context }) => {
      const dContext = split(dy);
      const dSeen = p.matMul(dContext, vs, { transposeB: true });
      const dProbabilities = mask === undefined ? dSeen : p.mul(dSeen, mask);
      const rowSums = p.reduceSum(p.mul(dContext, context), 'last');
      const dScores = p.mul(probabilities, p.sub(dProbabilities, rowSums));
      return {
        inputs: [
          [q, merge(p.matMul(dScores, ks, { scale }))],
          [k, merge(p.matMul(dScores, qs, { transposeA: true, scale }))],
          [v, merge(p.matMul(seen, dContext, { transposeA: true }))],
        ],
      };
    },
  );
}
