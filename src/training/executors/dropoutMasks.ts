import { type Kernels, kernelsOver } from './kernels';

const page = 65_536;

/**
 * Dropout masks that are a function of seed, step, pass (see `passesOf`) and site alone: a run that is resumed, or made on another device,
 * drops the same. A mask has a byte an element, so that the rate is rounded to a multiple of 1/256.
 */
export class DropoutMasks {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #kernels: Kernels = kernelsOver(this.#memory);
  readonly #threshold: number;
  readonly #keys: readonly [number, number];

  /** @param rate the probability of 0, below 1 */
  constructor(seed: number, rate: number) {
    this.#threshold = Math.min(255, Math.round(rate * 256));
    this.#keys = [seed | 0, Math.floor(seed / 2 ** 32) | 0];
  }

  /** What to multiply a kept element by, so that the expectation stays. */
  get keptScale(): number {
    return 256 / (256 - this.#threshold);
  }

  /**
   * The masks of the sites 0, 1, ..., of 0 and 1; they are valid until the next call.
   * @param sizes how many elements each has
   */
  fill(step: number, pass: number, sizes: readonly number[]): Uint8Array[] {
    const offsets: number[] = [];
    let end = 0;
    for (const size of sizes) {
      offsets.push(end);
      end += roundUp(size);
    }
    this.#makeRoom(end);
    return sizes.map((size, site) => this.#write(step, pass, site, size, offsets[site] ?? 0));
  }

  /** The mask of one site: a copy. */
  mask(step: number, pass: number, site: number, size: number): Uint8Array {
    this.#makeRoom(roundUp(size));
    return this.#write(step, pass, site, size, 0).slice();
  }

  #makeRoom(bytes: number): void {
    const missing = Math.ceil(bytes / page) - this.#memory.buffer.byteLength / page;
    if (missing > 0) this.#memory.grow(missing);
  }

  #write(step: number, pass: number, site: number, size: number, offset: number): Uint8Array {
    this.#kernels.randomBytes(offset, roundUp(size), 0, site, step, pass, ...this.#keys);
    this.#kernels.keepAtLeast(offset, roundUp(size), this.#threshold);
    return new Uint8Array(this.#memory.buffer, offset, size);
  }
}

/** To what the kernels make at a time. */
function roundUp(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
