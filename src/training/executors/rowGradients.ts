/** The gradient of a table, of which a step touches few rows: those are added up, and forgotten by the next step. */
export class RowGradients {
  #touched: Int32Array = new Int32Array();

  /** @param gradient [V, width], all zeros at first */
  constructor(
    readonly gradient: Float32Array,
    readonly width: number,
  ) {}

  /** @param rows [N, width], each to be added at its index in `at` [N] */
  set(rows: Float32Array, at: Int32Array): void {
    const { gradient, width } = this;
    for (const row of this.#touched) gradient.fill(0, row * width, (row + 1) * width);
    for (let index = 0; index < at.length; index++) {
      const target = (at[index] ?? 0) * width;
      const source = index * width;
      for (let column = 0; column < width; column++) {
        gradient[target + column] = (gradient[target + column] ?? 0) + (rows[source + column] ?? 0);
      }
    }
    this.#touched = at.slice();
  }
}
