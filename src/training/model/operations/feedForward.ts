import type { Tape } from '../tape';
import { type Activation, type ActivationName, activations } from './activations';

/** BERT's feed-forward network: y = f(x W₁ᵀ + b₁) W₂ᵀ + b₂. One operation, because products take the factors of f. */
export function feedForward<T>(
  tape: Tape<T>,
  x: T,
  intermediate: string,
  output: string,
  activation: ActivationName,
): T {
  const { primitives: p } = tape;
  const { inputScale, outputScale, forward, slope, primitive }: Activation = activations[activation];
  const w1 = tape.parameter(`${intermediate}.weight`);
  const b1 = tape.parameter(`${intermediate}.bias`);
  const w2 = tape.parameter(`${output}.weight`);
  const b2 = tape.parameter(`${output}.bias`);
  const atOnce = primitive && p[primitive];
  if (atOnce && !tape.options.recording) {
    // Nothing of it is needed again.
    return p.scope(() =>
      p.gemm(atOnce(p.gemm(x, w1, { transposeB: true, bias: b1 })), w2, { transposeB: true, bias: b2 }),
    );
  }
  const timesInputScale = (values: T) => (inputScale === 1 ? values : p.mul(values, inputScale));
  return tape.operation(
    () => {
      const s = p.gemm(x, w1, { transposeB: true, scale: inputScale, bias: timesInputScale(b1) });
      const { value, kept } = forward(p, s);
      return { output: p.gemm(value, w2, { transposeB: true, scale: outputScale, bias: b2 }), s, value, kept };
    },
    (dy, { s, value, kept }) => {
      const ds = p.mul(p.gemm(dy, w2, { scale: outputScale }), slope(p, s, kept));
      return {
        inputs: [[x, p.gemm(ds, w1, { scale: inputScale })]],
        parameters: {
          [`${intermediate}.weight`]: { whole: p.gemm(ds, x, { transposeA: true, scale: inputScale }) },
          [`${intermediate}.bias`]: { whole: timesInputScale(p.reduceSum(ds, 'first')) },
          [`${output}.weight`]: { whole: p.gemm(dy, value, { transposeA: true, scale: outputScale }) },
          [`${output}.bias`]: { whole: p.reduceSum(dy, 'first') },
        },
      };
    },
  );
}
