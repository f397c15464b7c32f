import type { TypeDefinition } from './typeSet';

/** Of CoNLL-2002 and 2003. */
const CONLL_TYPES: readonly string[] = ['LOC', 'MISC', 'ORG', 'PER'];

/**
 * The types that may be given in a file: those of its type set, in its order, so that they stand in the same place for every file, and
 * others that the file uses. Without a type set they are learnt from the file; one that uses no other types than CoNLL's, or none yet,
 * may have all of those.
 * @param set undefined where nothing says which types there are
 * @param used by the file
 */
export function offeredTypes(
  set: readonly TypeDefinition[] | undefined,
  used: Iterable<string>,
): readonly TypeDefinition[] {
  const own = [...new Set(used)].sort();
  const learnt = own.every((type) => CONLL_TYPES.includes(type)) ? CONLL_TYPES : own;
  const named = set ?? learnt.map((type) => ({ type }));
  const more = own.filter((type) => !named.some((each) => each.type === type));
  return [...named, ...more.map((type) => ({ type }))];
}
