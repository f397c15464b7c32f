import { refuseOtherTokens, tagsOfColumn } from '../../dataset';
import {
  comparedTable,
  compareF1,
  type EvaluationReport,
  evaluate,
  type ReadingOptions,
  type Significance,
} from '../../evaluation';
import { points, pValue, type Table } from '../../tables';
import { readConll } from '../input';
import type { TagPair } from './tagPair';

/** A prediction and another of the same sentences. */
export interface Difference {
  readonly report: EvaluationReport;
  readonly against: EvaluationReport;
  readonly significance: Significance;
}

/**
 * Compares the evaluated prediction with another, whose tags stand in the last column.
 * @throws DatasetError when it does not hold the same tokens
 */
export async function compareWith(
  file: string,
  { gold, predicted, goldFile }: TagPair,
  reading: ReadingOptions,
): Promise<Difference> {
  const other = await readConll(file);
  refuseOtherTokens(goldFile, other);
  const otherTags = tagsOfColumn(other, other.document.tagColumn);
  return {
    report: evaluate(gold, predicted, reading),
    against: evaluate(gold, otherTags, reading),
    significance: compareF1(gold, otherTags, predicted, reading),
  };
}

export function differenceTable({ report, against, significance: { interval, p } }: Difference): Table {
  return {
    title: 'Difference of two predictions',
    ...comparedTable(report, against),
    note: `Δ in points. Of micro F1, the 95 % interval is ${points(interval.low)} to ${points(interval.high)} (paired bootstrap over sentences), p ${pValue(p)} (approximate randomisation).`,
  };
}
