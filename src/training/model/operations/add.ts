import type { Tape } from '../tape';

/** The residual connection: a + b, of equal shapes. */
export function add<T>(tape: Tape<T>, a: T, b: T): T {
  return tape.operation(
    () => ({ output: tape.primitives.add(a, b) }),
    (dy) => ({
      inputs: [
        [a, dy],
        [b, dy],
      ],
    }),
  );
}
