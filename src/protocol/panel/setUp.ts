/** What the view Set Up and the host say to each other: a run that is about to be. */
import type { DataFiles } from '../dataFiles';
import type { DeviceChoice, RunConfig } from '../run';

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

/** What is known about a data file or a student's folder. */
export interface PathFacts {
  readonly path: string;
  /** Short and clear to a reader: relative to the workspace folder where it lies inside. */
  readonly label: string;
  readonly sentences?: number;
  /** Why it cannot be used, and what to do. */
  readonly problem?: string;
}

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
  | { readonly type: 'facts'; readonly facts: readonly PathFacts[] }
  | { readonly type: 'picked'; readonly role: PickedRole; readonly paths: readonly string[] };

export type SetUpToHost =
  | { readonly type: 'describe'; readonly paths: readonly string[] }
  | { readonly type: 'pick'; readonly role: PickedRole }
  | { readonly type: 'start'; readonly setup: RunSetup };
