import type { EvaluationReport, Scores } from '../../../protocol/run';

/** One row of an F1 table: a type or an average over the types. */
export interface ScoreRow {
  readonly label: string;
  readonly average: boolean;
  readonly scores: Scores;
}

/** The types in alphabetical order, then micro, macro and weighted average. */
export function scoreRows({ types, micro, macro, weighted }: EvaluationReport): ScoreRow[] {
  return [
    ...Object.entries(types)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, scores]) => ({ label, average: false, scores })),
    { label: 'micro', average: true, scores: micro },
    { label: 'macro', average: true, scores: macro },
    { label: 'weighted', average: true, scores: weighted },
  ];
}

/** F1 of two runs side by side; undefined where a run's file has no entities of a type. */
export interface ComparedRow {
  readonly label: string;
  readonly average: boolean;
  readonly f1: number | undefined;
  readonly otherF1: number | undefined;
}

/** All types of either run, then the averages. */
export function comparedRows(report: EvaluationReport, other: EvaluationReport): ComparedRow[] {
  const types = [...new Set([...Object.keys(report.types), ...Object.keys(other.types)])].sort();
  const averages = ['micro', 'macro', 'weighted'] as const;
  return [
    ...types.map((label) => ({
      label,
      average: false,
      f1: report.types[label]?.f1,
      otherF1: other.types[label]?.f1,
    })),
    ...averages.map((label) => ({ label, average: true, f1: report[label].f1, otherF1: other[label].f1 })),
  ];
}
