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
