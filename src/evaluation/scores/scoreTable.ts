import type { Cell, Column, Table } from '../../tables';
import type { EvaluationReport, Scores } from './types';

/** What – says in a table of scores. */
export const withoutSupport = '–: gold has no such entity. A type without any counts as 0 in macro, as in seqeval.';

export const scoreColumns: readonly Column[] = [
  { title: 'precision', format: 'percent' },
  { title: 'recall', format: 'percent' },
  { title: 'F1', format: 'percent' },
  { title: 'support', format: 'count' },
];

/** Precision, recall and F1 by entity type, then their three averages, in percent. */
export function scoreTable(report: EvaluationReport): Table {
  const types = Object.entries(report.types);
  const unsupported = report.micro.support === 0 || types.some(([, { support }]) => support === 0);
  return {
    columns: [{ title: '%' }, ...scoreColumns],
    groups: [
      types.map(([type, scores]) => scoreRow(type, scores)),
      (['micro', 'macro', 'weighted'] as const).map((average) => scoreRow(average, report[average])),
    ],
    ...(unsupported && { note: withoutSupport }),
  };
}

/** Without gold entities there is nothing to find, and no figure to show. */
export function scoreRow(name: string, { precision, recall, f1, support }: Scores): Cell[] {
  return support === 0 ? [name, undefined, undefined, undefined, 0] : [name, precision, recall, f1, support];
}
