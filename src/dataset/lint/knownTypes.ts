import leven from 'leven';

/** A type that nobody planned, and the one that was meant, where that can be told. */
export type UnknownTypes = ReadonlyMap<string, string | undefined>;

/** In a file whose types are learnt from it, a type is taken for a slip of one that is that many times as frequent. */
const muchMoreFrequent = 20;
/** Types with fewer entities than this are too few to learn from, in a file with many. */
export const FEW_ENTITIES = 10;
export const MANY_ENTITIES = 200;

/**
 * The types of a file that are not among those it may use.
 * @param counts entities by type
 * @param allowed undefined where nothing says which types there are: they are learnt from the file then, and only those are unknown that
 *   look like another one, misspelt
 */
export function unknownTypes(
  counts: ReadonlyMap<string, number>,
  allowed: readonly string[] | undefined,
): UnknownTypes {
  const unknown = new Map<string, string | undefined>();
  for (const [type, count] of counts) {
    if (allowed?.includes(type)) continue;
    if (allowed) {
      unknown.set(type, closest(type, allowed));
      continue;
    }
    const frequent = [...counts].filter(([, other]) => other >= count * muchMoreFrequent).map(([other]) => other);
    const meant = closest(type, frequent);
    if (meant !== undefined) unknown.set(type, meant);
  }
  return unknown;
}

/** Types that are used, but hardly ever. */
export function rareTypes(counts: ReadonlyMap<string, number>, unknown: UnknownTypes): ReadonlyMap<string, number> {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (all < MANY_ENTITIES) return new Map();
  return new Map([...counts].filter(([type, count]) => count < FEW_ENTITIES && !unknown.has(type)));
}

/** The most similar name: another spelling of the same letters, one that begins alike (PERSON and PER), or with few letters changed. */
function closest(type: string, others: readonly string[]): string | undefined {
  const name = type.toLowerCase();
  const ranked = others
    .map((other) => ({ other, distance: distance(name, other.toLowerCase()) }))
    .filter(({ other, distance }) => distance <= Math.min(2, Math.max(1, Math.floor(other.length / 3))))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.other;
}

/** Neighbours exchanged count as one change, as do names of which one begins with the other. */
function distance(one: string, other: string): number {
  if (one === other) return 0;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length >= 3 && long.startsWith(short)) return 1;
  if (one.length === other.length) {
    const at = [...one].findIndex((letter, index) => letter !== other[index]);
    if (one.slice(0, at) + one.charAt(at + 1) + one.charAt(at) + one.slice(at + 2) === other) return 1;
  }
  return leven(one, other);
}
