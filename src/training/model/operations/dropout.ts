import type { Dimension } from '../primitives';
import type { Tape } from '../tape';

/** Inverted dropout (Srivastava et al. 2014): y = x ∘ m, with E[m] = 1. @param rate the probability of 0 in m */
export function dropout<T>(tape: Tape<T>, x: T, shape: readonly Dimension[], rate: number): T {
  const { primitives: p } = tape;
  const site = tape.nextDropoutSite(rate);
  if (site === undefined) return x;
  return tape.operation(
    () => {
      const mask = p.dropoutMask(site, shape, rate);
      return { output: p.mul(x, mask), mask };
    },
    (dy, { mask }) => ({ inputs: [[x, p.mul(dy, mask)]] }),
  );
}
