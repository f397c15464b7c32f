/**
 * Between the extension's host and the training panel's page. The page shows run folders and asks for things to be done;
 * what it knows can be lost at any time, because the run folders are the truth.
 */
import type { DataFiles } from './dataFiles';
import type { DeviceChoice, MetricsLine, RunConfig, RunReport, RunStatus } from './run';

/** What the form has fields for. */
type FormSettings = Pick<
  RunConfig,
  | 'original'
  | 'distilled'
  | 'dev'
  | 'test'
  | 'model'
  | 'blend'
  | 'steps'
  | 'batchSize'
  | 'learningRate'
  | 'learningRateSchedule'
  | 'patience'
  | 'seed'
  | 'device'
>;

/** The settings of a run that the form has no fields for. */
export type OtherSettings = Partial<Omit<RunConfig, keyof FormSettings | 'version' | 'name'>>;

/** What a user sets up; what is left out takes product defaults. */
export type RunSetup = FormSettings & OtherSettings;

/** What a picker can be opened for. */
export type PickedRole = 'original' | 'distilled' | 'dev' | 'test' | 'model';

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
  /** Why the folder cannot be shown as a run. */
  readonly damage?: string;
}

/** What is known about a data file or a student's folder. */
export interface PathFacts {
  readonly path: string;
  /** Short and clear to a reader: relative to the workspace folder where it lies inside. */
  readonly label: string;
  readonly sentences?: number;
  /** Why it cannot be used, and what to do. */
  readonly problem?: string;
}

export type HostToPanel =
  | {
      readonly type: 'setup';
      /** The workspace folder that this panel trains in. */
      readonly folder: string;
      /** The student that comes with the extension. */
      readonly embeddedStudent: string;
      /** To train on, as the settings say. */
      readonly device: DeviceChoice;
      /** Told by the names of the workspace folder's files. */
      readonly files: DataFiles;
    }
  | { readonly type: 'runs'; readonly changed: readonly ShownRun[]; readonly removed: readonly string[] }
  /** Lines of a run's metrics after those sent before; `restart` when they replace them. */
  | {
      readonly type: 'metrics';
      readonly run: string;
      readonly restart: boolean;
      readonly lines: readonly MetricsLine[];
    }
  /** The last lines of a run's `trainer.log`. */
  | { readonly type: 'log'; readonly run: string; readonly text: string }
  | { readonly type: 'facts'; readonly facts: readonly PathFacts[] }
  | { readonly type: 'picked'; readonly role: PickedRole; readonly paths: readonly string[] }
  | { readonly type: 'show'; readonly run: string }
  /** A request failed; without `run` it was the start of a new one. */
  | { readonly type: 'refused'; readonly run?: string; readonly message: string };

export type PanelToHost =
  /** The page is there and knows nothing; it shows this run, as before it was reloaded. */
  | { readonly type: 'ready'; readonly shown?: string }
  | { readonly type: 'describe'; readonly paths: readonly string[] }
  | { readonly type: 'pick'; readonly role: PickedRole }
  | { readonly type: 'start'; readonly setup: RunSetup }
  | { readonly type: 'stop' | 'resume' | 'show'; readonly run: string }
  | { readonly type: 'open'; readonly run: string; readonly file: 'log' | 'predictions' | 'config' };

/** What the page keeps while it is hidden or the window reloads; the host reads the folder to find the runs again. */
export interface PanelMemory {
  readonly version: 1;
  readonly folder: string;
  readonly shown?: string;
}

/** The trainer of this run is at work, as far as is known. */
export function isActive(state: ShownState): boolean {
  return (
    state === 'starting' ||
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
