import { decodeEntities } from './entities';

/**
 * The tokens of a sentence that not all columns put into the same entity, in order. The letters of a scheme do not count.
 * @param columns of each, a tag a token; an empty cell counts as O
 */
export function disagreeingTokens(columns: readonly (readonly string[])[]): number[] {
  const [first, ...others] = columns;
  if (!first || others.every((other) => other.every((tag, token) => tag === first[token]))) return [];
  const [own = [], ...theirs] = columns.map(entityOfTokens);
  return own.flatMap((entity, token) => (theirs.some((their) => their[token] !== entity) ? [token] : []));
}

/** For each token, its entity in words. */
function entityOfTokens(tags: readonly string[]): string[] {
  const words = tags.map(() => '');
  for (const { type, start, end } of decodeEntities(tags.map((tag) => tag || 'O'))) {
    words.fill(`${type} ${start} ${end}`, start, end);
  }
  return words;
}

/** Neighbours among ascending numbers joined to stretches, `end` exclusive. */
export function stretches(numbers: readonly number[]): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last?.end === number) last.end++;
    else found.push({ start: number, end: number + 1 });
  }
  return found;
}
