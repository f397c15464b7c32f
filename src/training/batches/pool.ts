import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * A pool of sentences, drawn without replacement until it is used up, then shuffled anew. The n-th draw is a function
 * of seed, stream and n alone: a resumed run goes on with the sentence that it would have drawn, with no state to keep.
 */
export class Pool {
  readonly #size: number;
  readonly #shuffles: Shuffles;
  #pass = -1;
  #order: Int32Array = new Int32Array(0);

  /** @param stream 0 or 1: pools of the same seed draw independently when their streams differ. */
  constructor(size: number, seed: number, stream: 0 | 1) {
    this.#size = size;
    this.#shuffles = new Shuffles(seed, stream);
  }

  /** Indices of draws `from` (inclusive) to `to` (exclusive), counted from 0 over the whole run. */
  draws(from: number, to: number): number[] {
    return Array.from({ length: to - from }, (_, offset) => this.#draw(from + offset));
  }

  #draw(count: number): number {
    const pass = Math.floor(count / this.#size);
    if (pass !== this.#pass) {
      this.#pass = pass;
      this.#order = this.#shuffles.at(pass, this.#size);
    }
    const index = this.#order[count % this.#size];
    if (index === undefined) throw new RangeError('a sentence was drawn from an empty pool');
    return index;
  }
}

/**
 * Pass after pass, a new order of the pool. Each begins a jump of 2^64 random numbers after the one before, those of
 * two streams taking turns: none overlap.
 */
class Shuffles {
  readonly #seed: number;
  readonly #stream: 0 | 1;
  #generator: JumpableRandomGenerator;
  #jumps = 0;

  constructor(seed: number, stream: 0 | 1) {
    this.#seed = seed;
    this.#stream = stream;
    this.#generator = xoroshiro128plus(seed);
  }

  at(pass: number, size: number): Int32Array {
    const jumps = 2 * pass + this.#stream;
    if (jumps < this.#jumps) {
      this.#generator = xoroshiro128plus(this.#seed);
      this.#jumps = 0;
    }
    for (; this.#jumps < jumps; this.#jumps++) this.#generator.jump();
    return shuffled(size, this.#generator.clone());
  }
}

/** Fisher-Yates. */
function shuffled(size: number, random: RandomGenerator): Int32Array {
  const order = Int32Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last--) {
    const chosen = uniformInt(random, 0, last);
    const kept = order[last] ?? last;
    order[last] = order[chosen] ?? chosen;
    order[chosen] = kept;
  }
  return order;
}
