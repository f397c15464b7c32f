import type { TemplateResult } from 'lit';
import type { EvaluationReport } from '../../../protocol/run';
import type { Column } from '../../../tables';
import { scoreRows } from './scoreRows';
import { tableView } from './tableView';

const columns: readonly Column[] = [
  { title: '%' },
  { title: 'precision', format: 'percent' },
  { title: 'recall', format: 'percent' },
  { title: 'F1', format: 'percent' },
  { title: 'support', format: 'count' },
];

/** Precision, recall, F1 and support by entity type, then the averages. */
export function scoreTable(title: string, report: EvaluationReport): TemplateResult {
  const rows = scoreRows(report).map(({ label, average, scores: { precision, recall, f1, support } }) => ({
    average,
    // Without gold entities there is nothing to find, and no figure to show.
    cells: support === 0 ? [label, undefined, undefined, undefined, 0] : [label, precision, recall, f1, support],
  }));
  const group = (averages: boolean) => rows.filter(({ average }) => average === averages).map(({ cells }) => cells);
  return tableView({ title, columns, groups: [group(false), group(true)] });
}
