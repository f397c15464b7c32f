/**
 * The same test sentences as several seeds' students tagged them, as one list in which each sentence is followed by itself
 * for every seed, with an `O` between: whatever draws or exchanges sentences then draws a sentence for all seeds at once.
 * Counting the seeds' copies as sentences of their own would take them for independent and make p too small.
 * @param seeds tags by seed, then sentence
 */
export function pooledSeeds(seeds: readonly (readonly (readonly string[])[])[]): string[][] {
  const [first = []] = seeds;
  return first.map((_, sentence) => seeds.flatMap((sentences) => [...(sentences[sentence] ?? []), 'O']));
}
