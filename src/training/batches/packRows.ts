/** Pieces of a row, unless a single window is longer. BERT's cost a piece grows with the row, its padding shrinks. */
export const rowLength = 128;

export interface PackedRows {
  /** Indices of windows, a list a row. */
  readonly rows: readonly (readonly number[])[];
  /** Of every row, at least as long as its windows together; a multiple of 4, as vector instructions like it. */
  readonly length: number;
}

/**
 * Packs windows into as few rows as possible of at most `rowLength` pieces (of the longest window when that is
 * longer), then evens the rows out so that little of any is padding: the longest window first, always into the
 * emptiest row. (First-fit would leave the last row of a batch half empty.)
 * @param lengths pieces of each window
 */
export function packRows(lengths: readonly number[]): PackedRows {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const limit = Math.max(rowLength, ...lengths);
  const longestFirst = lengths.map((_, index) => index).sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0));
  for (let count = Math.max(1, Math.ceil(total / limit)); ; count++) {
    const rows = Array.from({ length: count }, () => ({ windows: [] as number[], used: 0 }));
    for (const window of longestFirst) {
      const emptiest = rows.reduce((best, row) => (row.used < best.used ? row : best));
      emptiest.windows.push(window);
      emptiest.used += lengths[window] ?? 0;
    }
    const longest = Math.max(...rows.map((row) => row.used));
    if (longest <= limit) return { rows: rows.map((row) => row.windows), length: Math.ceil(longest / 4) * 4 };
  }
}
