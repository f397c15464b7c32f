/**
 * A table of words and figures, as evaluations and experiments make them, before it is written in some format.
 * Figures stay numbers until then, so that each format rounds and marks them in its own way.
 */
export interface Table {
  readonly title?: string;
  readonly columns: readonly Column[];
  /** Groups of rows with a line between them, such as types and averages. Each row has a cell for each column. */
  readonly groups: readonly (readonly Row[])[];
  /** What a reader must know to read the figures. */
  readonly note?: string;
}

export interface Column {
  readonly title: string;
  /** How its figures are written; words stand to the left, figures to the right. `words` by default. */
  readonly format?: CellFormat;
}

/**
 * `percent`: 0.74353 as 74.35; `points`: a difference of shares with its sign, 0.012 as +1.20; `count`: a whole number;
 * `decimal`: four digits.
 */
export type CellFormat = 'words' | 'percent' | 'points' | 'count' | 'decimal';

export type Row = readonly Cell[];

/** Nothing to show is undefined and written as –, a figure that says nothing (0 / 0) too. */
export type Cell = string | number | Estimate | undefined;

/** A figure with what is known of it. */
export interface Estimate {
  readonly value: number;
  /** Standard deviation, in the figure's own unit. */
  readonly spread?: number;
  /** The best of its column. */
  readonly best?: boolean;
  /** Such as `*` where a difference is significant; the table's note says what it means. */
  readonly mark?: string;
}
