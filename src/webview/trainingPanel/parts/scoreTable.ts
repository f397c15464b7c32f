import type { TemplateResult } from 'lit';
import type { EvaluationReport, Scores } from '../../../protocol/run';
import type { Row } from '../../../tables';
import { tableView } from './tableView';

/** What – says in a table of scores. */
export const withoutSupport = '–: gold has no such entity. A type without any counts as 0 in macro, as in seqeval.';

/** Precision, recall, F1 and support by entity type, then the averages. */
export function scoreTable(title: string, { types, micro, macro, weighted }: EvaluationReport): TemplateResult {
  const rows = Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1));
  const isWithout = micro.support === 0 || rows.some(([, { support }]) => support === 0);
  return tableView({
    title: `${title}, %`,
    columns: [
      { title: 'type' },
      { title: 'precision', format: 'percent' },
      { title: 'recall', format: 'percent' },
      { title: 'F1', format: 'percent' },
      { title: 'support', format: 'count' },
    ],
    groups: [
      rows.map(([type, scores]) => scoreRow(type, scores)),
      [scoreRow('micro', micro), scoreRow('macro', macro), scoreRow('weighted', weighted)],
    ],
    ...(isWithout && { note: withoutSupport }),
  });
}

/** Without gold entities there is nothing to find, and no figure to show. */
export function scoreRow(name: string, { precision, recall, f1, support }: Scores): Row {
  return support === 0 ? [name, undefined, undefined, undefined, 0] : [name, precision, recall, f1, support];
}
