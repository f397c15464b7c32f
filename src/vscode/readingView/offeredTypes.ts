/**
 * The types that keys give: those of the type set first, in its order, so that a key means the same in every file; in a file of other
 * types, its own first.
 */
export function offeredTypes(ofSet: readonly string[], ofFile: readonly string[]): string[] {
  const own = [...ofFile].sort();
  const isOther = own.length > 0 && !own.some((type) => ofSet.includes(type));
  return [...new Set(isOther ? [...own, ...ofSet] : [...ofSet, ...own])];
}
