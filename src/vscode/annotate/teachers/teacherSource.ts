import type * as vscode from 'vscode';
import type { Teacher } from '../../../annotation';

/** An OpenAI-compatible server, and the key for it. */
export interface Connection {
  readonly apiKey: string;
  readonly baseURL: string;
}

/** A teacher as it was chosen; to open one may take a key, a process, or the user's consent. */
export interface TeacherSource {
  /** For people and for names of files: `gpt-4-0125-preview`, `rule-based`, or a run's name. */
  readonly name: string;
  /** Nothing is sent over a network: many questions are no reason to ask first. */
  readonly local: boolean;
  /** @returns nothing when the user did not want to; @throws Error with a message for the user */
  open(): Promise<Teacher | undefined>;
  /** Of OpenAI's own server, once it is open: it has a Batch API. */
  batch?(): Connection | undefined;
  /** After a key was refused. @returns nothing when the user gave no other */
  openWithAnotherKey?(refusal: Error): Promise<Teacher | undefined>;
}

/** Where a teacher is asked for: settings and prompts are those of the place. */
export interface TeacherPlace {
  /** A file or folder. */
  readonly scope: vscode.Uri;
  /** The workspace folder's path, where there is one. */
  readonly workspace: string | undefined;
  /** Of a prompt; by default the settings' own. */
  readonly prompt?: string | undefined;
}
