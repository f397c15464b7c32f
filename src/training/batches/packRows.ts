/** Pieces of a row, unless a single window is longer. The cost of attention grows with the row; its padding shrinks. */
export const rowLength = 128;

export interface PackedRows {
  /** Indices of windows, a list a row. */
  readonly rows: readonly (readonly number[])[];
  /** Of every row, at least as long as its windows together. */
  readonly length: number;
}

/**
 * Packs windows into as few rows as possible of at most `rowLength` pieces (of the longest window when that is longer),
 * and these as short as possible, so that little is padding: MULTIFIT (Coffman, Garey and Johnson 1978), first-fit
 * decreasing with one length after another until so few rows hold all.
 * @param lengths pieces of each window
 */
export function packRows(lengths: readonly number[]): PackedRows {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const longest = Math.max(...lengths);
  const limit = Math.max(rowLength, longest);
  for (let count = Math.ceil(total / limit); ; count++) {
    for (let length = Math.max(longest, Math.ceil(total / count)); length <= limit; length++) {
      const rows = firstFitDecreasing(lengths, length);
      if (rows.length <= count) return { rows, length };
    }
  }
}

/** The longest window first, each into the first row that has room. */
function firstFitDecreasing(lengths: readonly number[], rowLength: number): number[][] {
  const lengthOf = (window: number) => lengths[window] ?? 0;
  const rows: { readonly windows: number[]; room: number }[] = [];
  for (const window of lengths.map((_, index) => index).sort((a, b) => lengthOf(b) - lengthOf(a))) {
    let row = rows.find(({ room }) => room >= lengthOf(window));
    if (!row) {
      row = { windows: [], room: rowLength };
      rows.push(row);
    }
    row.windows.push(window);
    row.room -= lengthOf(window);
  }
  return rows.map(({ windows }) => windows);
}
