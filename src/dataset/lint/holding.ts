import type { Chunk } from '../live/chunk';
import type { Problem } from './problem';

/** With more changes than that between two looks, chunks are put in order anew rather than one by one. */
const fewChanges = 32;

/** The first problems of a rule, as they were told. */
export interface Told {
  readonly problems: readonly Problem[];
  /** Where they stand, in the order of the file. */
  readonly chunks: readonly Chunk[];
  /** There may be more of them after the last chunk. */
  readonly more: boolean;
  /** How many were asked for. */
  readonly most: number;
}

/** Where a rule finds something, and how much in all: most rules find next to nothing in most chunks. */
export class Holding {
  readonly #chunks = new Set<Chunk>();
  #count = 0;
  /** Kept from look to look: an edit changes one of hundreds. */
  #ordered: Chunk[] | undefined;
  #changes = 0;
  /** As long as it holds. */
  told: Told | undefined;

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
    const order = this.order(chunk);
    const last = this.told?.more ? this.told.chunks.at(-1) : undefined;
    if (!last || order <= this.order(last)) this.told = undefined;
    if (this.#keepsOrder()) this.#ordered?.splice(this.#placeFor(order), 0, chunk);
  }

  /** @param findings as many as were added with the chunk */
  delete(chunk: Chunk, findings: number): void {
    if (!this.#chunks.delete(chunk)) return;
    this.#count -= findings;
    if (this.told?.chunks.includes(chunk)) this.told = undefined;
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
