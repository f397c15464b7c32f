/** What the view Watch and the host say to each other: runs while they train. */
import type { MetricsLine } from '../run';

export type WatchToPanel =
  /** Lines of a run's metrics after those sent before; `restart` when they replace them. */
  | {
      readonly type: 'metrics';
      readonly run: string;
      readonly restart: boolean;
      readonly lines: readonly MetricsLine[];
      /** How many lines of the file cannot be read, so far. */
      readonly damaged: number;
    }
  /** The last lines of a run's `trainer.log`. */
  | { readonly type: 'log'; readonly run: string; readonly text: string };

export type WatchToHost =
  /** The runs that the page shows in full, the first one with its log; these replace those of before. */
  | { readonly type: 'watch'; readonly runs: readonly string[] }
  | { readonly type: 'stop'; readonly run: string }
  | { readonly type: 'resume'; readonly run: string }
  | { readonly type: 'open'; readonly run: string; readonly file: 'log' | 'predictions' | 'config' }
  /** The run's trained model is to annotate files, or to be exported; the rest is asked by the host. */
  | { readonly type: 'use-model'; readonly run: string; readonly how: 'annotate' | 'export' };
