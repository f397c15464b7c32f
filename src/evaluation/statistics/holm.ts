/**
 * Values of p that stay below a level even though several comparisons were made (Holm 1979).
 * @param values undefined where nothing was compared
 * @returns in the order given
 */
export function holm(values: readonly (number | undefined)[]): (number | undefined)[] {
  const sorted = values.flatMap((p, index) => (p === undefined ? [] : [{ p, index }])).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number | undefined>(values.length).fill(undefined);
  let largest = 0;
  sorted.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, (sorted.length - rank) * p));
    adjusted[index] = largest;
  });
  return adjusted;
}
