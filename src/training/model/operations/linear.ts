import type { Tape } from '../tape';

/** y = x Wᵀ + b; x [N, I], W [O, I] as Hugging Face stores it, y [N, O]. */
export function linear<T>(tape: Tape<T>, x: T, name: string): T {
  const { primitives: p } = tape;
  const weight = tape.parameter(`${name}.weight`);
  const bias = tape.parameter(`${name}.bias`);
  return tape.operation(
    () => ({ output: p.gemm(x, weight, { transposeB: true, bias }) }),
    (dy) => ({
      inputs: [[x, p.gemm(dy, weight)]],
      parameters: {
        [`${name}.weight`]: { whole: p.gemm(dy, x, { transposeA: true }) },
        [`${name}.bias`]: { whole: p.reduceSum(dy, 'first') },
      },
    }),
  );
}
