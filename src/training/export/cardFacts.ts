import type { ExportFormat } from '../../protocol/exportFormats';
import type { EvaluationReport, RunConfig } from '../../protocol/run';
import type { BertConfig } from '../model/config';
import type { BaseModel } from './baseModel';
import type { DataFacts } from './dataFacts';

/** All that a model card tells. */
export interface CardFacts {
  readonly config: RunConfig;
  readonly base: BaseModel;
  readonly architecture: BertConfig;
  readonly labels: readonly string[];
  readonly data: DataFacts;
  /** Who made the distilled labels, where that is known. */
  readonly teachers: readonly string[];
  /** Steps made, and the one whose student this is. */
  readonly steps: number;
  readonly result: number;
  readonly seconds: number;
  /** What it was trained on, where the run has come to its end. */
  readonly device?: string;
  readonly dev?: EvaluationReport;
  readonly test?: EvaluationReport;
  /** Word pieces that the student takes at once. */
  readonly maxLength: number;
  /** Whether it lowers its text. */
  readonly lowerCase: boolean;
  readonly formats: readonly ExportFormat[];
}
