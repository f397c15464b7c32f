/**
 * Between host and trainer: the host starts `trainer.js RUN_FOLDER` as a child process and may listen to these
 * messages over its IPC channel; all of it also stands in the run folder, so that nobody needs to listen.
 */
import type { MetricsLine, RunReport, RunStatus } from './run';

export type TrainerToHost =
  | { readonly type: 'status'; readonly status: RunStatus }
  | { readonly type: 'metrics'; readonly line: MetricsLine }
  | { readonly type: 'report'; readonly report: RunReport };

/** `stop` saves a checkpoint and ends the process; SIGTERM does the same. */
export type HostToTrainer = { readonly type: 'stop' };
