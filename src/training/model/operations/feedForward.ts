import type { Tape } from '../tape';

const half = Math.SQRT1_2; // √½

/**
 * BERT's feed-forward network: y = gelu(x W₁ᵀ + b₁) W₂ᵀ + b₂, with the exact GELU (Hendrycks and Gimpel 2016, arXiv
 * 1606.08415): gelu(u) = u Φ(u) = ½ u (1 + erf(u / √2)).
 *
 * One operation, because √2 is folded into the products around the GELU, which saves it two passes over the widest
 * tensor of the model each way: with s = u / √2 and a = s (1 + erf s), gelu(u) = a / √2. Then
 * da/ds = 1 + erf s + s erf′ s, with erf′ s = 2 / √π exp(-s²).
 */
export function feedForward<T>(tape: Tape<T>, x: T, intermediate: string, output: string): T {
  const { primitives: p } = tape;
  const w1 = tape.parameter(`${intermediate}.weight`);
  const b1 = tape.parameter(`${intermediate}.bias`);
  const w2 = tape.parameter(`${output}.weight`);
  const b2 = tape.parameter(`${output}.bias`);
  return tape.operation(
    () => {
      const s = p.gemm(x, w1, { transposeB: true, scale: half, bias: p.mul(b1, half) });
      const onePlusErf = p.add(p.erf(s), 1);
      const a = p.mul(s, onePlusErf);
      return { output: p.gemm(a, w2, { transposeB: true, scale: half, bias: b2 }), s, onePlusErf, a };
    },
    (dy, { s, onePlusErf, a }) => {
      const da = p.gemm(dy, w2, { scale: half });
      const slope = p.add(onePlusErf, p.mul(p.div(s, p.exp(p.mul(s, s))), 2 / Math.sqrt(Math.PI)));
      const ds = p.mul(da, slope);
      return {
        inputs: [[x, p.gemm(ds, w1, { scale: half })]],
        parameters: {
          [`${intermediate}.weight`]: { whole: p.gemm(ds, x, { transposeA: true, scale: half }) },
          [`${intermediate}.bias`]: { whole: p.mul(p.reduceSum(ds, 'first'), half) },
          [`${output}.weight`]: { whole: p.gemm(dy, a, { transposeA: true, scale: half }) },
          [`${output}.bias`]: { whole: p.reduceSum(dy, 'first') },
        },
      };
    },
  );
}
