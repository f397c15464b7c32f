import { type AdamWFactors, beta1, beta2, epsilon } from '../adamW';
import type { Kernels } from '../kernels';
import { RowGradients } from '../rowGradients';

/** Views [height, width] of the memory that the kernels work in. */
export interface TableArrays {
  readonly parameters: Float32Array;
  readonly gradients: Float32Array;
  readonly firstMoments: Float32Array;
  readonly secondMoments: Float32Array;
}

/** Elements that the kernels take at once. */
const lanes = 8;

/**
 * A table of embeddings under AdamW. Of a vocabulary, a step reads few rows and a run never sees most: as long as a row
 * has had no gradient, its moments are 0 and all that AdamW does to it is to decay it. Those decays are made up for when
 * the row is next read, one after the other as they would have been, so that every bit is what it would be anyway.
 */
export class EmbeddingTable {
  readonly #kernels: Kernels;
  readonly #arrays: TableArrays;
  readonly #height: number;
  readonly #width: number;
  readonly #gradient: RowGradients;
  /** Rows with moments: they move at every step, with a gradient or without. */
  readonly #moving: Uint8Array;
  /** What each step since the last `catchUpAll` multiplied a row by, steps without decay left out. */
  #decays: number[] = [];
  /** How many of them each row has had; of moving rows it means nothing. */
  readonly #had: Int32Array;

  constructor(kernels: Kernels, arrays: TableArrays, height: number, width: number) {
    this.#kernels = kernels;
    this.#arrays = arrays;
    this.#height = height;
    this.#width = width;
    this.#gradient = new RowGradients(arrays.gradients, width);
    this.#moving = new Uint8Array(height);
    this.#had = new Int32Array(height);
    // A row that is no multiple of what the kernels take at once can only be worked on together with all others.
    if (width % lanes !== 0) this.#moving.fill(1);
  }

  /** To be called when the moments were set. */
  findMoving(): void {
    const { firstMoments, secondMoments } = this.#arrays;
    for (let row = 0; row < this.#height; row++) {
      const [start, end] = [row * this.#width, (row + 1) * this.#width];
      for (let element = start; element < end && this.#moving[row] === 0; element++) {
        if (firstMoments[element] !== 0 || secondMoments[element] !== 0) this.#moving[row] = 1;
      }
    }
  }

  /** To be called before rows are read. */
  catchUp(rows: Int32Array): void {
    for (const row of rows) if (this.#moving[row] === 0) this.#decay(row);
  }

  /** To be called before all are read. */
  catchUpAll(): void {
    if (this.#decays.length === 0) return;
    for (let row = 0; row < this.#height; row++) if (this.#moving[row] === 0) this.#decay(row);
    this.#decays = [];
    this.#had.fill(0);
  }

  /** A new gradient: 0 everywhere. */
  clearGradient(): void {
    this.#gradient.clear();
  }

  /** @param rows [N, width], each to be added to the gradient at its index in `at` [N] */
  addGradient(rows: Float32Array, at: Int32Array): void {
    this.#gradient.add(rows, at);
  }

  /** Of the gradient's elements. */
  sumOfSquares(): number {
    const { gradients } = this.#arrays;
    if (this.#width % lanes !== 0) return gradients.reduce((sum, value) => sum + value * value, 0);
    let sum = 0;
    for (const row of this.#gradient.rows)
      sum += this.#kernels.sumOfSquares(this.#address(gradients, row), this.#width);
    return sum;
  }

  /** AdamW's step. */
  update({ clip, rate, correction, keep }: AdamWFactors): void {
    for (const row of this.#gradient.rows) this.#moving[row] = 1;
    if (keep !== 1) this.#decays.push(keep);
    const { parameters, gradients, firstMoments, secondMoments } = this.#arrays;
    for (let from = this.#next(1, 0); from < this.#height; ) {
      const to = this.#next(0, from);
      this.#kernels.adamW(
        this.#address(parameters, from),
        this.#address(gradients, from),
        this.#address(firstMoments, from),
        this.#address(secondMoments, from),
        roundUp((to - from) * this.#width),
        clip,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        rate,
        correction,
        epsilon,
        keep,
      );
      from = this.#next(1, to);
    }
  }

  /** The first row from `start` on that moves (1) or does not (0); the height when there is none. */
  #next(moving: 0 | 1, start: number): number {
    const found = this.#moving.indexOf(moving, start);
    return found < 0 ? this.#height : found;
  }

  #decay(row: number): void {
    const address = this.#address(this.#arrays.parameters, row);
    for (let index = this.#had[row] ?? 0; index < this.#decays.length; index++) {
      this.#kernels.multiply(address, this.#width, this.#decays[index] ?? 1);
    }
    this.#had[row] = this.#decays.length;
  }

  #address(array: Float32Array, row: number): number {
    return array.byteOffset + 4 * row * this.#width;
  }
}

/** Past the end of a table there is padding for it. */
function roundUp(elements: number): number {
  return Math.ceil(elements / lanes) * lanes;
}
