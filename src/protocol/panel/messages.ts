/**
 * Between the extension's host and the training panel's page: what each of its views says, and what is common to all. The
 * page shows run folders and asks for things to be done; what it knows can be lost at any time, because the run folders are
 * the truth.
 */
import type { CompareToHost, CompareToPanel } from './compare';
import type { EvaluateToHost, EvaluateToPanel } from './evaluate';
import type { ExportsToHost } from './exports';
import type { RunsToPanel } from './runs';
import type { SetUpToHost, SetUpToPanel } from './setUp';
import type { WatchToHost, WatchToPanel } from './watch';

/** The views of the panel. */
export const panelTabs = ['setUp', 'watch', 'compare', 'evaluate'] as const;

export type PanelTab = (typeof panelTabs)[number];

export type HostToPanel =
  | RunsToPanel
  | SetUpToPanel
  | WatchToPanel
  | CompareToPanel
  | EvaluateToPanel
  /** Brings a view to the front. */
  | { readonly type: 'tab'; readonly tab: PanelTab }
  /** A request failed; without `run` it was about no run that exists. */
  | { readonly type: 'refused'; readonly run?: string; readonly message: string };

export type PanelToHost =
  /** The page is there and knows nothing. */
  { readonly type: 'ready' } | SetUpToHost | WatchToHost | CompareToHost | EvaluateToHost | ExportsToHost;

/** What the page keeps while it is hidden or the window reloads; the host reads the folder to find the runs again. */
export interface PanelMemory {
  readonly version: 1;
  readonly folder: string;
  readonly shown?: string;
}
