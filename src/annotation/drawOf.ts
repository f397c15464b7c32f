import { createHash } from 'node:crypto';

/** What a seed draws for a sentence, to be sorted by: the same whatever the order of the pool. */
export function drawOf(seed: number, tokens: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, tokens]))
    .digest('hex');
}
