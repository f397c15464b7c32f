import { type Kernels, kernelsOver } from './kernels';

const page = 65_536;

/** A place of dropout in one batch. */
export interface DropoutSite {
  /** How many elements its mask has. */
  readonly size: number;
  /** The probability of 0, below 1. */
  readonly rate: number;
}

/**
 * Dropout masks that are a function of seed, step, pass (see `passesOf`) and site alone: a run that is resumed, or made
 * on another device, drops the same. A mask has a byte an element, so that the rate is rounded to a multiple of 1/256.
 */
export class DropoutMasks {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #kernels: Kernels = kernelsOver(this.#memory);
  readonly #keys: readonly [number, number];

  constructor(seed: number) {
    this.#keys = [seed | 0, Math.floor(seed / 2 ** 32) | 0];
  }

  /** The masks of the sites 0, 1, ..., of 0 and 1; they are valid until the next call. */
  fill(step: number, pass: number, sites: readonly DropoutSite[]): Uint8Array[] {
    const offsets: number[] = [];
    let end = 0;
    for (const { size } of sites) {
      offsets.push(end);
      end += roundUp(size);
    }
    this.#makeRoom(end);
    return sites.map((site, index) => this.#write(step, pass, index, site, offsets[index] ?? 0));
  }

  /** The mask of one site: a copy. */
  mask(step: number, pass: number, index: number, site: DropoutSite): Uint8Array {
    this.#makeRoom(roundUp(site.size));
    return this.#write(step, pass, index, site, 0).slice();
  }

  #makeRoom(bytes: number): void {
    const missing = Math.ceil(bytes / page) - this.#memory.buffer.byteLength / page;
    if (missing > 0) this.#memory.grow(missing);
  }

  #write(step: number, pass: number, index: number, { size, rate }: DropoutSite, offset: number): Uint8Array {
    this.#kernels.randomBytes(offset, roundUp(size), 0, index, step, pass, ...this.#keys);
    this.#kernels.keepAtLeast(offset, roundUp(size), thresholdOf(rate));
    return new Uint8Array(this.#memory.buffer, offset, size);
  }
}

/** What to multiply a kept element by, so that the expectation stays. */
export function keptScale(rate: number): number {
  return 256 / (256 - thresholdOf(rate));
}

function thresholdOf(rate: number): number {
  return Math.min(255, Math.round(rate * 256));
}

/** To what the kernels make at a time. */
function roundUp(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
