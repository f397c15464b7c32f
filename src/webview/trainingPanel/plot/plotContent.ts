/** x values, then the y values of each curve; null leaves a gap. */
export type Columns = readonly [readonly number[], ...(readonly (readonly (number | null)[])[])];

export interface Curve {
  readonly label: string;
  /** Name of a colour of VS Code's themes, such as `charts-blue`. */
  readonly colour: string;
  readonly dashed?: boolean;
  /** Points without a line between them: single draws, not a course. */
  readonly dotted?: boolean;
  /** Behind the others: what a smoothed curve is made of. */
  readonly faint?: boolean;
  readonly bold?: boolean;
  /** Its label is shown elsewhere on the page, with the same colour. */
  readonly namedElsewhere?: boolean;
}

export interface PlotContent {
  readonly title: string;
  readonly curves: readonly Curve[];
  readonly columns: Columns;
  /** A y value, for people. */
  readonly format: (value: number) => string;
  /** The y axis's ends; by the values where left out. */
  readonly range?: readonly [number, number];
  readonly logarithmic?: boolean;
  /** The x axis's last value, where the curve is still to come to it. */
  readonly lastX?: number;
  /** A place on the x axis worth a line, and what it is. */
  readonly mark?: { readonly x: number; readonly label: string };
  /** Shown in place of curves without a point. */
  readonly empty: string;
}

/** Curves that look the same can share a plot. */
export function sameLook(a: PlotContent, b: PlotContent): boolean {
  return a.logarithmic === b.logarithmic && JSON.stringify(a.curves) === JSON.stringify(b.curves);
}
