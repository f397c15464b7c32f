/** Between the extension's host and the statistics page. */
import type { AmbiguousForm, DatasetStatistics, FileStatistics, FormLabel, Lengths, Overlap } from '../dataset';

export type { AmbiguousForm, DatasetStatistics, FileStatistics, FormLabel, Lengths, Overlap };

export type HostToStatistics =
  /** How far the reading of the files is, from 0 to 1. */
  | { readonly type: 'reading'; readonly share: number }
  | {
      readonly type: 'show';
      readonly report: DatasetStatistics;
      /** The colour slot of each entity type. */
      readonly slots: Readonly<Record<string, number>>;
      /** What the page remembers, so that it can be opened again after the window was. */
      readonly uris: readonly string[];
    }
  | { readonly type: 'problem'; readonly message: string };

export type StatisticsFormat = 'markdown' | 'csv' | 'json' | 'svg';

export type StatisticsToHost =
  | { readonly type: 'ready' | 'refresh' }
  /** Shows a line, counted from 0, of a file, by its index. */
  | { readonly type: 'open'; readonly file: number; readonly line: number }
  /** @property drawing the charts, for SVG */
  | { readonly type: 'export'; readonly format: StatisticsFormat; readonly drawing?: string };
