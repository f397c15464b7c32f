import type { ShownRun } from '../../../protocol/panel';

/** What one tick above the table of runs does. */
export interface ListedChoice {
  /** How many of the listed runs are chosen. */
  readonly count: number;
  /** Of how many that can be. */
  readonly of: number;
  /** The chosen runs after the tick: with all that are listed, or with none of them where all were. */
  readonly toggled: readonly string[];
}

/**
 * Chooses all runs that are listed, or none of them; what is not listed stays as it is.
 * @param found what the filter has found, in the table's order
 * @param rows how many of them are listed
 */
export function chooseListed(found: readonly ShownRun[], rows: number, chosen: readonly string[]): ListedChoice {
  const names = found.slice(0, rows).flatMap(({ name, config }) => (config ? [name] : []));
  const listed = new Set(names);
  const others = chosen.filter((name) => !listed.has(name));
  const count = chosen.length - others.length;
  return { count, of: names.length, toggled: count === names.length ? others : [...others, ...names] };
}
