/** How fast the average of losses forgets: half of it is from the last 14 steps. */
const memory = 0.95;

/** Times what guessing costs. Learning from tags that are all wrong costs less than this for long. */
const exploded = 5;

/** Sees when a training no longer learns: its loss or gradient is no number, or its loss is far above that of guessing. */
export class Divergence {
  readonly #limit: number;
  /** Of the losses so far, the last counting most; as if there had been guessing before. */
  #average: number;

  constructor(labels: number) {
    const guessing = Math.log(labels);
    this.#limit = exploded * guessing;
    this.#average = guessing;
  }

  /** @returns what is wrong after a step, as part of a sentence */
  problemOf(loss: number, gradientNorm: number): string | undefined {
    if (!Number.isFinite(loss)) return 'the loss is no longer a number';
    if (!Number.isFinite(gradientNorm)) return 'the gradient is no longer a number';
    this.#average = memory * this.#average + (1 - memory) * loss;
    // One step may meet a sentence that is all wrong; many in a row do not.
    if (this.#average <= this.#limit) return undefined;
    return `the loss has exploded (${this.#average.toFixed(1)} on average of late)`;
  }
}
