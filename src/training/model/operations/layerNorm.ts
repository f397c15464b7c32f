import type { Tape } from '../tape';

/**
 * Layer normalization (Ba, Kiros and Hinton 2016, arXiv 1607.06450): y = x̂ ∘ g + b with x̂ = (x - mean) / deviation,
 * over the last axis of x [N, size].
 *
 * Backward, with d = dy ∘ g: dx = (d - mean(d) - x̂ ∘ mean(d ∘ x̂)) / deviation. As g is the same in every row, both means
 * are products with the column g / size.
 */
export function layerNorm<T>(tape: Tape<T>, x: T, name: string, size: number, epsilon: number): T {
  const { primitives: p } = tape;
  const weight = tape.parameter(`${name}.weight`);
  const bias = tape.parameter(`${name}.bias`);
  return tape.operation(
    () => p.layerNorm(x, weight, bias, epsilon),
    (dy, { mean, inverseDeviation }) => {
      const normal = p.mul(p.sub(x, mean), inverseDeviation);
      const dyNormal = p.mul(dy, normal);
      const column = p.mul(p.reshape(weight, [size, 1]), 1 / size);
      const centred = p.sub(p.sub(p.mul(dy, weight), p.mul(normal, p.gemm(dyNormal, column))), p.gemm(dy, column));
      return {
        inputs: [[x, p.mul(centred, inverseDeviation)]],
        parameters: {
          [`${name}.weight`]: { whole: p.reduceSum(dyNormal, 'first') },
          [`${name}.bias`]: { whole: p.reduceSum(dy, 'first') },
        },
      };
    },
  );
}
