import type { ExportFormat } from './exportFormats';

/**
 * Between host and `trainer.js --serve`, a process in which trained students tag and BERTs embed, over its IPC channel. A request
 * is answered by one reply with its id; requests are answered in their order.
 */
export type StudentRequest =
  | { readonly id: number; readonly type: 'open-run'; readonly run: string }
  | { readonly id: number; readonly type: 'tag'; readonly run: string; readonly sentences: Sentences }
  | ({ readonly id: number; readonly type: 'export' } & ExportRequest)
  | { readonly id: number; readonly type: 'open-model'; readonly model: string }
  | { readonly id: number; readonly type: 'embed'; readonly model: string; readonly sentences: Sentences };

/** Tokens of each sentence. */
type Sentences = readonly (readonly string[])[];

/** The trained model of a run as files that other programs load. */
export interface ExportRequest {
  readonly run: string;
  /** A new one. */
  readonly folder: string;
  readonly formats: readonly ExportFormat[];
  /** Who made the distilled labels, as far as is known. */
  readonly teachers: readonly string[];
}

export interface OpenedRun {
  /** The same for the same weights. */
  readonly identity: string;
  readonly entityTypes: readonly string[];
}

export interface Tagged {
  /** One a token, in IOB2. */
  readonly tags: readonly string[];
  /** Of each token's label. */
  readonly probabilities: readonly number[];
}

export interface StudentAnswers {
  readonly 'open-run': OpenedRun;
  readonly tag: readonly Tagged[];
  /** Names of the files in the folder. */
  readonly export: { readonly files: readonly string[] };
  readonly 'open-model': { readonly identity: string };
  readonly embed: readonly (readonly number[])[];
}

export type StudentReply =
  | { readonly id: number; readonly answer: StudentAnswers[keyof StudentAnswers] }
  | { readonly id: number; readonly error: string };
