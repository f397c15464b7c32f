/** Over runs that differ in their seed alone. */
export interface Spread {
  readonly mean: number;
  /** Sample standard deviation (n - 1); undefined for one run. */
  readonly deviation: number | undefined;
  readonly runs: number;
}

/** @param values one a run; NaN as the mean of none */
export function spreadOf(values: readonly number[]): Spread {
  const runs = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / runs;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: runs > 1 ? Math.sqrt(squares / (runs - 1)) : undefined, runs };
}
