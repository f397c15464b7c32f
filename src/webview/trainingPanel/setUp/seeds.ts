const mostSeeds = 100;

/**
 * Seeds as people write them: `1`, `1, 2, 3`, `1-5`.
 * @returns each once; undefined for anything else, or more than a hundred
 */
export function readSeeds(text: string): readonly number[] | undefined {
  const seeds = new Set<number>();
  for (const part of text.split(/[,;\s]+/).filter((word) => word !== '')) {
    const [, from, to = from] = /^(-?\d+)(?:(?:-|–|\.\.)(\d+))?$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last < first) return undefined;
    if (last - first >= mostSeeds) return undefined;
    for (let seed = first; seed <= last; seed++) seeds.add(seed);
  }
  return seeds.size >= 1 && seeds.size <= mostSeeds ? [...seeds] : undefined;
}
