import type { Cell, Table } from '../../tables';
import { textOf } from '../breakdowns/surfaceForms';
import type { AlignedEntities } from './alignEntities';
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
      errors.map((error) => {
        const { kind, sentence, gold, predicted } = error;
        const tokens = sentences[sentence] ?? [];
        const [wanted, found] = [gold && textOf(gold, tokens), predicted && textOf(predicted, tokens)];
        return [lineOf(sentence, startOf(error)), kind, wanted, gold?.type, found, predicted?.type];
      }),
    ],
    note: countsInWords(errors),
  };
}

/** Lines that a row of frequent errors names; the others are counted. */
const namedLines = 5;

/** One row for errors of the same words and types. @param lineOf as for `errorTable` */
export function frequentErrorTable(
  frequent: readonly FrequentError[],
  lineOf: (sentence: number, token: number) => number,
): Table {
  const linesOf = (occurrences: readonly EntityError[]): string => {
    const lines = occurrences.slice(0, namedLines).map((error) => lineOf(error.sentence, startOf(error)));
    const more = occurrences.length - lines.length;
    return `${lines.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  };
  return {
    columns: [
      { title: 'times', format: 'count' },
      { title: 'error' },
      ...['gold', 'gold type', 'predicted', 'predicted type', 'lines'].map((title) => ({ title })),
    ],
    groups: [
      frequent.map(({ kind, gold, predicted, occurrences }) => [
        occurrences.length,
        kind,
        gold?.text,
        gold?.type,
        predicted?.text,
        predicted?.type,
        linesOf(occurrences),
      ]),
    ],
    note: countsInWords(frequent.flatMap(({ occurrences }) => occurrences)),
  };
}

/** The first token of either. */
function startOf({ gold, predicted }: AlignedEntities): number {
  return Math.min(gold?.start ?? Number.POSITIVE_INFINITY, predicted?.start ?? Number.POSITIVE_INFINITY);
}

function countsInWords(errors: readonly EntityError[]): string {
  const counts = countByKind(errors);
  return `${errors.length} errors: ${errorKinds.map((kind) => `${kind} ${counts[kind]}`).join(', ')}`;
}
