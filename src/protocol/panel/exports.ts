/** What leaves the panel: tables and plots of every view. */
import type { Table } from '../../tables';

export const tableFormats = ['markdown', 'latex', 'csv'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** A plot as a file: `content` is text, or base64 of a PNG. */
export interface PlotFile {
  readonly format: 'svg' | 'png';
  readonly title: string;
  readonly content: string;
}

export type ExportsToHost =
  /** Opens tables that the page shows as a new document. */
  | { readonly type: 'exportTables'; readonly tables: readonly Table[]; readonly format: TableFormat }
  | { readonly type: 'copyTables'; readonly tables: readonly Table[]; readonly format: TableFormat }
  /** Asks where to, and writes a plot. */
  | ({ readonly type: 'savePlot' } & PlotFile);
