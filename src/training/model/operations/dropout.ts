import type { Dimension } from '../primitives';
import type { Tape } from '../tape';

/** Inverted dropout (Srivastava et al. 2014): y = x ∘ m, with E[m] = 1. */
export function dropout<T>(tape: Tape<T>, x: T, shape: readonly Dimension[]): T {
  const { primitives: p, options } = tape;
  if (!options.dropout) return x;
  const site = tape.nextDropoutSite();
  return tape.operation(
    () => {
      const mask = p.dropoutMask(site, shape);
      return { output: p.mul(x, mask), mask };
    },
    (dy, { mask }) => ({ inputs: [[x, p.mul(dy, mask)]] }),
  );
}
