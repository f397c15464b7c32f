/** Adds counts to others, or takes them away again; keys that come to nothing are dropped. */
export function tally<Key>(sums: Map<Key, number>, counts: ReadonlyMap<Key, number>, sign: 1 | -1): void {
  for (const [key, count] of counts) add(sums, key, sign * count);
}

export function shareKey<Key>(one: ReadonlyMap<Key, unknown>, other: ReadonlyMap<Key, unknown>): boolean {
  for (const key of one.keys()) if (other.has(key)) return true;
  return false;
}

export function add<Key>(sums: Map<Key, number>, key: Key, count: number): void {
  const sum = (sums.get(key) ?? 0) + count;
  if (sum === 0) sums.delete(key);
  else sums.set(key, sum);
}
