/** What the view Set Up and the host say to each other: a run that is about to be. */
import type { DataFiles } from '../dataFiles';
import type { DeviceReport } from '../devices';
import type { DeviceChoice, RunConfig } from '../run';
import type { ConfigFile } from '../runFolder';
import type { RunEstimate, StudentFacts } from '../trainerCommands';

/** What a user sets up; its name and its time come when it starts. */
export type RunSetup = Omit<RunConfig, 'version' | 'name'>;

export type DataRole = 'original' | 'distilled' | 'dev' | 'test';

/** What a picker can be opened for. */
export type PickedRole = DataRole | 'model';

/** What is known about a data file. */
export interface FileFacts {
  readonly path: string;
  /** Short and clear to a reader: relative to the workspace folder where it lies inside. */
  readonly label: string;
  readonly sentences?: number;
  readonly tokens?: number;
  /** How many entities of each type there are. */
  readonly types?: Readonly<Record<string, number>>;
  /** Of its tags, for people. */
  readonly scheme?: string;
  /** Sentences that say how much they count, and how much on average. */
  readonly weights?: { readonly sentences: number; readonly mean: number };
  /** Why it cannot be used, and what to do. */
  readonly problem?: string;
}

/** What is likely not as it was meant, but keeps no run from starting. */
export interface DataWarning {
  /** Beside which of them it is shown. */
  readonly role: DataRole;
  readonly message: string;
}

/** How a student stands that was asked about. */
export type StudentState =
  | { readonly state: 'looking' }
  | { readonly state: 'here'; readonly facts: StudentFacts; readonly note?: string }
  /** A model of the hub that is not, or not as a whole, on this machine. */
  | { readonly state: 'absent' }
  | { readonly state: 'downloading'; readonly file: string; readonly received: number; readonly size: number }
  | { readonly state: 'failed'; readonly message: string };

export type SetUpToPanel =
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
  | { readonly type: 'checked'; readonly facts: readonly FileFacts[]; readonly warnings: readonly DataWarning[] }
  | { readonly type: 'picked'; readonly role: PickedRole; readonly paths: readonly string[] }
  | { readonly type: 'student'; readonly model: string; readonly student: StudentState }
  | { readonly type: 'devices'; readonly reports: readonly DeviceReport[] }
  | { readonly type: 'devicesFailed'; readonly message: string }
  /** `key` is that of the request. */
  | { readonly type: 'estimated'; readonly key: string; readonly estimate: RunEstimate }
  | { readonly type: 'notEstimated'; readonly key: string; readonly message: string }
  | { readonly type: 'configLoaded'; readonly config: ConfigFile; readonly file: string }
  | { readonly type: 'configSaved'; readonly file: string };

export type SetUpToHost =
  /** Reads these files, now and whenever one of them is saved. */
  | { readonly type: 'check'; readonly files: DataFiles }
  | { readonly type: 'pick'; readonly role: PickedRole }
  /** URIs that were dropped on a role. */
  | { readonly type: 'dropped'; readonly role: PickedRole; readonly uris: readonly string[] }
  | { readonly type: 'describeStudent'; readonly model: string }
  | { readonly type: 'download'; readonly model: string }
  | { readonly type: 'stopDownload' }
  | { readonly type: 'findDevices' }
  | { readonly type: 'estimate'; readonly key: string; readonly setup: RunSetup }
  /** A run for each seed, one after another. */
  | { readonly type: 'start'; readonly setup: RunSetup; readonly seeds: readonly number[] }
  | { readonly type: 'saveConfig'; readonly setup: RunSetup; readonly seeds: readonly number[] }
  | { readonly type: 'loadConfig' }
  /** Asks for an experiment, a grid of runs, and begins it. */
  | { readonly type: 'runExperiment' };
