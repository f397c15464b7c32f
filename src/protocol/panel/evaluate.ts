/** What the view Evaluate and the host say to each other: a finished run's predictions beside gold. */
import type { ErrorKind } from '../../evaluation';
import type { Table } from '../../tables';

/** An entity that gold or the prediction has. */
export interface ErrorEntity {
  readonly text: string;
  readonly type: string;
}

/** A place where the prediction is not what gold says. */
export interface ShownError {
  readonly kind: ErrorKind;
  /** Of the predictions' file, from 1. */
  readonly line: number;
  readonly gold?: ErrorEntity;
  readonly predicted?: ErrorEntity;
}

/** All that can be said of a run's predictions of its test file. */
export interface RunEvaluation {
  /** By how entities are counted. */
  readonly scores: { readonly default: Table; readonly strict: Table; readonly nervaluate: Table };
  readonly confusion: Table;
  /** By length, frequency in training, and whether training had the entity. */
  readonly breakdown: Table;
  /** Where the run has kept how sure its student was. */
  readonly calibration?: Table;
  /** In the order of the file. */
  readonly errors: readonly ShownError[];
  /** What could not be looked at, and why. */
  readonly notes: readonly string[];
}

export type EvaluateToPanel =
  | { readonly type: 'evaluation'; readonly run: string; readonly evaluation: RunEvaluation }
  | { readonly type: 'notEvaluated'; readonly run: string; readonly message: string };

export type EvaluateToHost =
  | { readonly type: 'evaluate'; readonly run: string }
  /** Opens the predictions, gold beside the student's tags, at a line: as text, and in the reading view where it is open. */
  | { readonly type: 'openError'; readonly run: string; readonly line: number }
  /** Opens the predictions in the reading view. */
  | { readonly type: 'readPredictions'; readonly run: string };
