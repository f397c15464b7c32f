/**
 * The run folder on disk is the truth about a training run:
 *
 *   config.json          RunConfig, written once, first
 *   model.json           PinnedModel, where the student is a model of the hub; written once
 *   status.json          RunStatus, replaced atomically
 *   metrics.jsonl        one MetricsLine a line, appended
 *   checkpoint/          weights, moments, sampler position; replaced atomically
 *   report.json          RunReport, written last
 *   predictions.conll    the test file with the student's tags as one more last column
 *   trainer.log          what the trainer printed
 *   starred              empty; there while the run is marked with a star
 */
import type { Calibration, EvaluationReport } from '../evaluation';
import type { DeviceId } from './devices';

export type { EvaluationReport, Scores } from '../evaluation';

export type BlendName =
  | 'original'
  | 'distilled'
  | 'simple-mix'
  | 'reverse-mix'
  | 'linear'
  | 'cosine'
  | 'sigmoid'
  | 'power'
  | 'all'
  | 'constant';

/** A blend schedule by name with its parameters; those left out take product defaults. */
export interface BlendConfig {
  readonly name: BlendName;
  /** simple-mix, reverse-mix: share of steps before the switch (0.5). */
  readonly switchAt?: number;
  /** linear, cosine, sigmoid: first and last share of distilled (1, 0). */
  readonly from?: number;
  readonly to?: number;
  /** sigmoid: steepness (10) and centre (0.5). */
  readonly steepness?: number;
  readonly centre?: number;
  /** power: exponent (2). */
  readonly exponent?: number;
  /** constant: the share (0.5). */
  readonly share?: number;
}

export type LearningRateSchedule = 'constant' | 'linear' | 'cosine';

/** Devices as users choose them: the engine, then what it computes on. `auto` takes the first of `devices.ts` that is fit. */
export type DeviceChoice = 'auto' | DeviceId;

/** Everything a run depends on. Paths are absolute. Holds no secrets. */
export interface RunConfig {
  readonly version: 1;
  readonly name: string;
  readonly original: readonly string[];
  readonly distilled: readonly string[];
  readonly dev?: string;
  readonly test?: string;
  /** A Hugging Face BERT folder, or the embedded student's; or the name of a model on the hub, see `isHubName`. */
  readonly model: string;
  readonly blend: BlendConfig;
  readonly steps: number;
  /** Sentences a step. */
  readonly batchSize: number;
  readonly learningRate: number;
  readonly learningRateSchedule: LearningRateSchedule;
  /** Share of steps. */
  readonly warmup: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
  /** Probability at all places where BERT drops; where absent, the model's own at each. */
  readonly dropout?: number;
  /** Word pieces of a sentence window, special tokens included. */
  readonly maxLength: number;
  /**
   * Word pieces of one forward and backward pass. A larger batch is taken in several, their gradients added up (gradient
   * accumulation): the same step in less memory. All at once where absent.
   */
  readonly microBatch?: number;
  /** How much an original and a distilled sentence count in the loss; 1 where absent. */
  readonly originalWeight?: number;
  readonly distilledWeight?: number;
  /** Whether weights that stand above sentences in the files count too, such as a teacher's confidence; true where absent. */
  readonly sentenceWeights?: boolean;
  readonly seed: number;
  readonly device: DeviceChoice;
  /** Evaluate on dev and write a checkpoint every so many steps. */
  readonly evaluateEvery: number;
  /** Early stopping: end after so many evaluations on dev in a row without a better micro F1. Never where absent. */
  readonly patience?: number;
  /** Whether the run's result is its best student on dev instead of its last; true where absent. Both are kept. */
  readonly loadBestAtEnd?: boolean;
}

/** The model of the hub that a run has begun with: it goes on with the same, whatever comes after it. */
export interface PinnedModel {
  readonly name: string;
  readonly commit: string;
}

export interface RunStatus {
  /** `queued`: comes after other runs; `paused`: the disk is full, the run goes on by itself when there is room. */
  readonly state: 'queued' | 'preparing' | 'training' | 'evaluating' | 'paused' | 'stopped' | 'finished' | 'failed';
  readonly step: number;
  readonly steps: number;
  readonly pid: number;
  /** ISO 8601. While the trainer is alive and no step takes long, never older than some seconds. */
  readonly updated: string;
  readonly device?: string;
  /** What takes a while before the first step, for people: a download and how far it is. */
  readonly doing?: string;
  /** For `failed` and `paused`: what happened and what to do. */
  readonly error?: string;
}

export interface StepMetrics {
  readonly kind: 'step';
  /** From 1. */
  readonly step: number;
  readonly loss: number;
  readonly learningRate: number;
  readonly gradientNorm: number;
  /** p(t) asked for, and the share really drawn, of distilled sentences in this batch. */
  readonly blend: number;
  readonly realisedBlend: number;
  readonly tokensPerSecond: number;
  /** Milliseconds since the run's (last) start. */
  readonly elapsed: number;
  /** Bytes of the trainer's memory, without a GPU's own; absent in runs of older versions. */
  readonly memory?: number;
}

export interface DevMetrics {
  readonly kind: 'dev';
  readonly step: number;
  readonly report: EvaluationReport;
}

export interface DeviceMetrics {
  readonly kind: 'device';
  readonly device: string;
  /** What was tried and refused, with why. */
  readonly refused: readonly string[];
}

export type MetricsLine = StepMetrics | DevMetrics | DeviceMetrics;

export interface RunReport {
  readonly version: 1;
  readonly name: string;
  readonly blend: BlendConfig;
  /** That were made: fewer than the config's after early stopping. */
  readonly steps: number;
  /** The step whose student is the result; the last where absent. */
  readonly result?: number;
  readonly seconds: number;
  readonly device: string;
  readonly dev?: EvaluationReport;
  readonly test?: EvaluationReport;
  /** How far the student's confidence may be believed, on the test file; absent in runs of older versions. */
  readonly calibration?: Calibration;
  readonly entityTypes: readonly string[];
}
