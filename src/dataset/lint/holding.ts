import type { Chunk } from '../live/chunk';

/** With more changes than that between two looks, chunks are put in order anew rather than one by one. */
const fewChanges = 32;

/** Where a rule finds something, and how much in all: most rules find next to nothing in most chunks. */
export class Holding {
  readonly #chunks = new Set<Chunk>();
  #count = 0;
  /** Kept from look to look: an edit changes one of hundreds. */
  #ordered: Chunk[] | undefined;
  #changes = 0;

  /** @param order where a chunk stands among the others; chunks do not change places */
  constructor(readonly order: (chunk: Chunk) => number) {}

  /** Findings in all chunks. */
  get count(): number {
    return this.#count;
  }

  get chunks(): Iterable<Chunk> {
    return this.#chunks;
  }

  add(chunk: Chunk, findings: number): void {
    this.#chunks.add(chunk);
    this.#count += findings;
    if (this.#keepsOrder()) this.#ordered?.splice(this.#placeFor(this.order(chunk)), 0, chunk);
  }

  /** @param findings as many as were added with the chunk */
  delete(chunk: Chunk, findings: number): void {
    if (!this.#chunks.delete(chunk)) return;
    this.#count -= findings;
    if (this.#keepsOrder()) this.#ordered?.splice(this.#ordered.indexOf(chunk), 1);
  }

  /** In the order of the file. */
  inOrder(): readonly Chunk[] {
    this.#changes = 0;
    this.#ordered ??= [...this.#chunks]
      .map((chunk) => ({ chunk, order: this.order(chunk) }))
      .sort((a, b) => a.order - b.order)
      .map(({ chunk }) => chunk);
    return this.#ordered;
  }

  #keepsOrder(): boolean {
    if (++this.#changes > fewChanges) this.#ordered = undefined;
    return this.#ordered !== undefined;
  }

  #placeFor(order: number): number {
    const ordered = this.#ordered ?? [];
    let [from, to] = [0, ordered.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      const chunk = ordered[middle];
      if (chunk && this.order(chunk) < order) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
