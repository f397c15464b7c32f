import type { PlacedChunk } from '../live/liveDocument';

/** How many chunks are the same from the beginning, and from the end. */
export function alike(before: readonly PlacedChunk[], after: readonly PlacedChunk[]): { head: number; tail: number } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && isSameChunk(before[head], after[head])) head++;
  let tail = 0;
  while (tail < shorter - head && isSameChunk(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  return { head, tail };
}

/** Those that did not move are told without a look into them. */
function isSameChunk(one: PlacedChunk | undefined, other: PlacedChunk | undefined): boolean {
  return one === other || one?.chunk === other?.chunk;
}
