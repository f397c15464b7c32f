import type { Row, Table } from '../../tables';
import { type NervaluateFigures, type NervaluateReport, nervaluateModes } from './nervaluate';

/** Four rows for all entities, and four for each type. */
export function nervaluateTable({ overall, types }: NervaluateReport): Table {
  const rows = (name: string, figures: NervaluateFigures): Row[] =>
    nervaluateModes.map((mode) => {
      const { correct, incorrect, partial, missed, spurious, precision, recall, f1 } = figures[mode];
      const possible = correct + incorrect + partial + missed;
      const shares = possible === 0 ? [undefined, undefined, undefined] : [precision, recall, f1];
      return [name, mode, correct, incorrect, partial, missed, spurious, ...shares];
    });
  return {
    columns: [
      { title: 'type' },
      { title: 'mode' },
      ...['COR', 'INC', 'PAR', 'MIS', 'SPU'].map((title) => ({ title, format: 'count' as const })),
      ...['precision', 'recall', 'F1'].map((title) => ({ title, format: 'percent' as const })),
    ],
    groups: [...Object.entries(types), ['all', overall] as const].map(([name, figures]) => rows(name, figures)),
    note: 'Precision, recall and F1 in percent; –: nothing of it is in gold.',
  };
}
