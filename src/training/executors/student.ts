import { type BertConfig, dropoutEverywhere } from '../model/config';
import type { TrainingState } from './executor';

/** A model to run or to train. */
export interface StudentModel {
  readonly config: BertConfig;
  /** By Hugging Face's name, in its layout; see `parameterShapes`. */
  readonly parameters: ReadonlyMap<string, Float32Array>;
}

export interface ExecutorOptions {
  /** Probability at all of BERT's places; where absent, the model's own at each. */
  readonly dropout?: number;
  readonly seed: number;
  /** Word pieces of a pass of forward and backward; see `passesOf`. All of a batch at once where absent. */
  readonly microBatch?: number;
  /** All physical cores where absent. */
  readonly threads?: number;
  /** To go on with: AdamW's moments of a saved state; zeros where absent. */
  readonly moments?: Pick<TrainingState, 'firstMoments' | 'secondMoments'>;
}

/** The model's config, with the dropout that it is to be trained with. */
export function configToTrain({ config }: StudentModel, { dropout }: ExecutorOptions): BertConfig {
  return dropout === undefined ? config : { ...config, dropout: dropoutEverywhere(dropout) };
}
