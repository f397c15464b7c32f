import type { Sentence } from '../../dataset';

/**
 * Where sentences stand after a document was edited while answers about them were under way. Sentences before and
 * after the edited stretch are found again by their tokens and tags; one inside it is undefined, because what was
 * asked about is no longer what stands there.
 */
export function relocateSentences(
  wanted: readonly Sentence[],
  before: readonly Sentence[],
  after: readonly Sentence[],
): (Sentence | undefined)[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && same(before[head], after[head])) head++;
  let tail = 0;
  while (tail < shorter - head && same(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  const shift = after.length - before.length;
  return wanted.map(({ index }) => {
    if (index < head) return after[index];
    return index >= before.length - tail ? after[index + shift] : undefined;
  });
}

function same(left: Sentence | undefined, right: Sentence | undefined): boolean {
  return left !== undefined && right !== undefined && equal(left.tokens, right.tokens) && equal(left.tags, right.tags);
}

function equal(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
