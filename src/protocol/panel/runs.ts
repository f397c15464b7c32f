/** The runs of a folder as every view of the panel sees them. */
import type { RunConfig, RunReport, RunStatus } from '../run';

/**
 * The states of `RunStatus`, and two that no trainer can write: `starting` before its first word, `interrupted` when its
 * process ended without one, as with kill -9, an out-of-memory kill or a power cut.
 */
export type ShownState = RunStatus['state'] | 'starting' | 'interrupted';

/** One run folder as it stands on disk; what is not there is left out. */
export interface ShownRun {
  /** The folder's name. */
  readonly name: string;
  readonly state: ShownState;
  /** When the run was set up, in milliseconds since 1970. */
  readonly created: number;
  readonly config?: RunConfig;
  readonly status?: RunStatus;
  readonly report?: RunReport;
  /** Its user has marked it. */
  readonly starred?: true;
  /** Why the folder cannot be shown as a run. */
  readonly damage?: string;
}

/** The trainer of this run is at work or will be, as far as is known. */
export function isActive(state: ShownState): boolean {
  return (
    state === 'starting' ||
    state === 'queued' ||
    state === 'preparing' ||
    state === 'training' ||
    state === 'evaluating' ||
    state === 'paused'
  );
}

/** A run that did not come to its end and can go on from its checkpoint. */
export function isResumable(state: ShownState): boolean {
  return state === 'stopped' || state === 'interrupted' || state === 'failed';
}

export type RunsToPanel =
  | {
      readonly type: 'runs';
      /** These are all: the page knew none. A page that has not had them yet takes no changes. */
      readonly all?: true;
      readonly changed: readonly ShownRun[];
      readonly removed: readonly string[];
    }
  /** Shows this run. */
  | { readonly type: 'show'; readonly run: string };
