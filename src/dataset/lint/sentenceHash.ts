/**
 * Numbers that are equal for equal lists of texts and, for others, equal by chance once in 2^53: sentences of a file are told apart by
 * them, so that their tokens need not be kept. FNV-1a, twice with other primes.
 */
export function hash53(texts: readonly string[]): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (const text of texts) {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 15);
    }
    // No token holds a line feed.
    low = Math.imul(low ^ 10, 0x01000193);
    high = Math.imul(high ^ 10, 0x85ebca6b) ^ (high >>> 15);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
