import type { Cell, Table } from '../../tables';
import { textOf } from '../breakdowns/surfaceForms';
import type { ConfusionMatrix } from './confusion';
import type { FrequentError } from './frequentErrors';
import { countByKind, type EntityError, errorKinds } from './listErrors';

/** Rows are gold's types, columns the predicted ones. */
export function confusionTable({ types, counts }: ConfusionMatrix): Table {
  const names = [...types, 'spurious'];
  const row = (at: number): Cell[] => [
    names[at],
    ...(counts[at] ?? []).map((count, column) => (at === types.length && column === types.length ? undefined : count)),
  ];
  return {
    columns: [{ title: 'gold' }, ...[...types, 'missed'].map((title) => ({ title, format: 'count' as const }))],
    groups: [types.map((_, at) => row(at)), [row(types.length)]],
    note: 'Columns: predicted. Entities that overlap are aligned; with the right type and a wrong boundary they stand on the diagonal.',
  };
}

/**
 * One row an error.
 * @param sentences the tokens of each
 * @param lineOf the line of a token in the file, counted from 1
 */
export function errorTable(
  errors: readonly EntityError[],
  sentences: readonly (readonly string[])[],
  lineOf: (sentence: number, token: number) => number,
): Table {
  return {
    columns: [
      { title: 'line', format: 'count' },
      { title: 'error' },
      ...['gold', 'gold type', 'predicted', 'predicted type'].map((title) => ({ title })),
    ],
    groups: [
      errors.map(({ kind, sentence, gold, predicted }) => {
        const tokens = sentences[sentence] ?? [];
        const [wanted, found] = [gold && textOf(gold, tokens), predicted && textOf(predicted, tokens)];
        const line = lineOf(sentence, Math.min(gold?.start ?? tokens.length, predicted?.start ?? tokens.length));
        return [line, kind, wanted, gold?.type, found, predicted?.type];
      }),
    ],
    note: countsInWords(errors),
  };
}

/** One row for errors of the same words and types. */
export function frequentErrorTable(frequent: readonly FrequentError[]): Table {
  return {
    columns: [
      { title: 'times', format: 'count' },
      { title: 'error' },
      ...['gold', 'gold type', 'predicted', 'predicted type'].map((title) => ({ title })),
    ],
    groups: [
      frequent.map(({ kind, gold, predicted, occurrences }) => [
        occurrences.length,
        kind,
        gold?.text,
        gold?.type,
        predicted?.text,
        predicted?.type,
      ]),
    ],
    note: countsInWords(frequent.flatMap(({ occurrences }) => occurrences)),
  };
}

function countsInWords(errors: readonly EntityError[]): string {
  const counts = countByKind(errors);
  return `${errors.length} errors: ${errorKinds.map((kind) => `${kind} ${counts[kind]}`).join(', ')}`;
}
