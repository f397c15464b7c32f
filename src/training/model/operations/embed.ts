import type { Tape } from '../tape';

/**
 * The sum of a row from each table.
 * @param lookUps each table's parameter name with int32 indices [N]
 * @returns [N, H]
 */
export function embed<T>(tape: Tape<T>, lookUps: readonly (readonly [table: string, indices: T])[]): T {
  const { primitives: p } = tape;
  return tape.operation(
    () => ({
      output: lookUps.map(([name, indices]) => p.gather(tape.parameter(name), indices)).reduce((a, b) => p.add(a, b)),
    }),
    (dy) => ({
      inputs: [],
      parameters: Object.fromEntries(lookUps.map(([name, at]) => [name, { rows: dy, at }])),
    }),
  );
}
