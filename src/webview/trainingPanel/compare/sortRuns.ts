import type { RunTableMemory, ShownRun } from '../../../protocol/panel';
import type { RunColumn } from './runColumns';

export const nameColumn = 'name';
export const starColumn = 'starred';

/** Runs by a column; those that have nothing there come last either way, and of equals the latest first. */
export function sortRuns(
  runs: readonly ShownRun[],
  { column, descending }: RunTableMemory['sort'],
  columns: readonly RunColumn[],
): ShownRun[] {
  const read = valueBy(column, columns);
  const keyed = runs.map((run) => ({ run, value: read(run) }));
  keyed.sort((a, b) => {
    if (a.value === undefined || b.value === undefined)
      return Number(a.value === undefined) - Number(b.value === undefined);
    const order =
      typeof a.value === 'number' && typeof b.value === 'number'
        ? a.value - b.value
        : words.compare(String(a.value), String(b.value));
    return (descending ? -order : order) || b.run.created - a.run.created;
  });
  return keyed.map(({ run }) => run);
}

/** `run-2` before `run-10`. */
const words = new Intl.Collator('en', { numeric: true });

function valueBy(id: string, columns: readonly RunColumn[]): RunColumn['value'] {
  if (id === nameColumn) return ({ name }) => name;
  if (id === starColumn) return ({ starred }) => (starred ? 1 : 0);
  return columns.find((column) => column.id === id)?.value ?? (({ created }) => created);
}
