import type { Row, Table } from '../../tables';
import type { EvaluationReport, Scores } from './types';

/** F1 of a prediction beside another's, by entity type and averaged; – where gold has no such entity. */
export function comparedTable(report: EvaluationReport, other: EvaluationReport): Table {
  const row = (name: string, scores: Scores | undefined, against: Scores | undefined): Row => {
    const support = scores?.support ?? against?.support ?? 0;
    const [f1, otherF1] = [scores?.f1 ?? 0, against?.f1 ?? 0];
    return support === 0 ? [name, undefined, undefined, undefined, 0] : [name, otherF1, f1, f1 - otherF1, support];
  };
  const types = [...new Set([...Object.keys(report.types), ...Object.keys(other.types)])].sort();
  return {
    columns: [
      { title: '%' },
      { title: 'F1 against', format: 'percent' },
      { title: 'F1', format: 'percent' },
      { title: 'Δ', format: 'points' },
      { title: 'support', format: 'count' },
    ],
    groups: [
      types.map((type) => row(type, report.types[type], other.types[type])),
      (['micro', 'macro', 'weighted'] as const).map((average) => row(average, report[average], other[average])),
    ],
  };
}
