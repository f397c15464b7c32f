import type { Estimate } from './table';

/** @returns NaN of nothing */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of a sample (n - 1). @returns undefined of fewer than two values */
export function standardDeviation(values: readonly number[]): number | undefined {
  if (values.length < 2) return undefined;
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** The mean of a figure over runs that differ in their seeds, with its standard deviation where there are two or more. */
export function overSeeds(values: readonly number[]): Estimate {
  const spread = standardDeviation(values);
  return { value: mean(values), ...(spread !== undefined && { spread }) };
}
