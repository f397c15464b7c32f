/** |a - b| / |b|, in the L2 norm, of all arrays of the reference `b` together; NaN where `a` has no such array. */
export function relativeError(
  actual: ReadonlyMap<string, Float32Array>,
  reference: ReadonlyMap<string, Float32Array>,
): number {
  let difference = 0;
  let norm = 0;
  for (const [name, wanted] of reference) {
    const values = actual.get(name);
    wanted.forEach((value, index) => {
      difference += ((values?.[index] ?? Number.NaN) - value) ** 2;
      norm += value ** 2;
    });
  }
  return Math.sqrt(difference / norm);
}
