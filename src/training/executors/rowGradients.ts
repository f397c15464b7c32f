/** The gradient of a table, of which a step touches few rows: those are added up, and forgotten by the next step. */
export class RowGradients {
  /** Those that were added to, each once. */
  readonly rows = new Set<number>();

  /** @param gradient [V, width], all zeros at first */
  constructor(
    readonly gradient: Float32Array,
    readonly width: number,
  ) {}

  /** Back to all zeros. */
  clear(): void {
    const { gradient, width } = this;
    for (const row of this.rows) gradient.fill(0, row * width, (row + 1) * width);
    this.rows.clear();
  }

  /** @param rows [N, width], each to be added at its index in `at` [N] */
  add(rows: Float32Array, at: Int32Array): void {
    const { gradient, width } = this;
    at.forEach((row, index) => {
      this.rows.add(row);
      const target = row * width;
      const source = index * width;
      for (let column = 0; column < width; column++) {
        gradient[target + column] = (gradient[target + column] ?? 0) + (rows[source + column] ?? 0);
      }
    });
  }
}
