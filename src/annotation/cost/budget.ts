import { AnnotationError } from '../annotationError';
import type { Teacher, Usage } from '../teacher';
import { dollarsOf, inDollars, type Price } from './price';

/** Money that a job may spend. A question is asked only when its price, as estimated, still fits beside those under way. */
export class Budget {
  readonly #limit: number;
  readonly #price: Price;
  readonly #estimate: (tokens: readonly string[]) => Promise<Usage>;
  #spent = 0;
  #reserved = 0;

  /**
   * @param limit US dollars
   * @throws AnnotationError `budget` when the price of the teacher is not known
   */
  constructor(limit: number, { cost, label }: Teacher) {
    if (cost && !cost.price) {
      throw new AnnotationError(
        'budget',
        `A budget needs prices, and those of ${label} are not known. Set its prices, or leave the budget out.`,
      );
    }
    this.#limit = limit;
    this.#price = cost?.price ?? { prompt: 0, completion: 0 };
    this.#estimate = cost?.estimate ?? (async () => ({ promptTokens: 0, completionTokens: 0 }));
  }

  /**
   * @returns to be called with what the question really cost
   * @throws AnnotationError `budget` when it is used up
   */
  async reserve(tokens: readonly string[]): Promise<(usage: Usage | undefined) => void> {
    const expected = dollarsOf(await this.#estimate(tokens), this.#price);
    if (this.#spent + this.#reserved + expected > this.#limit) {
      throw new AnnotationError(
        'budget',
        `The budget of ${inDollars(this.#limit)} is used up: the answers so far cost ${inDollars(this.#spent)}. They are kept: run the same again with a higher budget to go on.`,
      );
    }
    this.#reserved += expected;
    return (usage) => {
      this.#reserved -= expected;
      if (usage) this.#spent += dollarsOf(usage, this.#price);
    };
  }
}
