/** How fast questions are answered; what the cache knew takes no time and says nothing about it. */
export class Stopwatch {
  #began: number | undefined;

  /** @param now of `performance.now()`; only the first call counts */
  start(now: number): void {
    this.#began ??= now;
  }

  /** @param answered since the start; `left` still to come */
  forecast(answered: number, left: number): { perSecond?: number; secondsLeft?: number } {
    if (this.#began === undefined || answered === 0) return {};
    const perSecond = (1000 * answered) / Math.max(1, performance.now() - this.#began);
    return { perSecond, secondsLeft: left / perSecond };
  }
}
