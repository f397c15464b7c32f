import type * as vscode from 'vscode';
import type { HostToPanel } from '../../../protocol/panel';
import type { Bundles } from '../bundles';
import type { TrainerLauncher } from '../launcher';
import type { RunFeed } from './watch/runFeed';

export interface PanelServices {
  readonly extensionUri: vscode.Uri;
  readonly launcher: TrainerLauncher;
  /** A run was started. */
  readonly onStarted: () => void;
  readonly bundles: Bundles;
  /** Of the workspace. */
  readonly memory: vscode.Memento;
  /** The folder of the student that comes with the extension. */
  readonly model: string;
}

/** What the host's side of each view works with. */
export interface PanelContext {
  readonly folder: vscode.WorkspaceFolder;
  readonly services: PanelServices;
  readonly feed: RunFeed;
  readonly post: (message: HostToPanel) => void;
  /** The column beside the panel's own, whichever editor has the keyboard. */
  readonly beside: () => vscode.ViewColumn;
  /** End with the panel. */
  readonly disposables: { dispose(): unknown }[];
}
