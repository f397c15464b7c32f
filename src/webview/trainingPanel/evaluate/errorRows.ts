import type { ErrorEntity, ShownError } from '../../../protocol/panel';
import type { ErrorFilter } from './evaluateState';

/** Errors with the same words and types on both sides. */
export interface ErrorRow extends ShownError {
  /** Lines of all of them, in order; the first is `line`. */
  readonly lines: readonly number[];
}

/** The errors that a filter lets through: one a row, or those of the same words together, the most frequent first. */
export function errorRows(errors: readonly ShownError[], { kind, together, words }: ErrorFilter): ErrorRow[] {
  const wanted = words.trim().toLowerCase();
  const passing = errors.filter((error) => (kind === 'all' || error.kind === kind) && hasWords(error, wanted));
  if (!together) return passing.map((error) => ({ ...error, lines: [error.line] }));
  const rows = new Map<string, ErrorRow & { readonly lines: number[] }>();
  for (const error of passing) {
    const key = JSON.stringify([error.kind, error.gold, error.predicted]);
    const known = rows.get(key);
    if (known) known.lines.push(error.line);
    else rows.set(key, { ...error, lines: [error.line] });
  }
  return [...rows.values()].sort((a, b) => b.lines.length - a.lines.length);
}

function hasWords({ gold, predicted }: ShownError, words: string): boolean {
  if (words === '') return true;
  const has = (entity: ErrorEntity | undefined): boolean =>
    entity !== undefined && `${entity.text} ${entity.type}`.toLowerCase().includes(words);
  return has(gold) || has(predicted);
}
