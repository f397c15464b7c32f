/** Precision, recall and F1 in 0..1; `support` is the number of gold entities. */
export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/**
 * `default` counts entities as conlleval and seqeval's default mode do (any tag may start an entity);
 * `strict` counts as seqeval's strict mode does (only spans that are legal in the tag scheme).
 */
export type EvaluationMode = 'default' | 'strict';

/** The figures of one evaluation. Key order of `types` is alphabetical. */
export interface EvaluationReport {
  readonly micro: Scores;
  readonly macro: Scores;
  readonly weighted: Scores;
  readonly types: Readonly<Record<string, Scores>>;
  /** Share of tokens whose tag equals gold's. */
  readonly accuracy: number;
}
