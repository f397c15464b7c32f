import PQueue from 'p-queue';

const atFirst = 8;
const mostByDefault = 64;
/** Longer than this nobody wants to wait without a word. */
const longestWait = 5 * 60_000;
/** Refusals one after the other, each after a pause, until a job gives up. */
const patience = 8;

/**
 * How many questions are under way at once: as many as the server bears. It begins with few and doubles them as long as
 * answers come as fast as before and none is refused (a server that computes on one machine only gets slower, not
 * faster); after a refusal all questions pause as long as the server asks, go on with fewer, and then creep up again by
 * one a round. So the rate swings closely around the server's limit, whose burst evens it out.
 */
export class Pace {
  readonly #queue: PQueue;
  readonly #most: number;
  #doubling = true;
  #pause: NodeJS.Timeout | undefined;
  #held = false;
  #pauses = 0;
  /** Of the questions of this round: how many were answered, and the sum of their milliseconds. */
  #answers = 0;
  #duration = 0;
  /** Mean milliseconds an answer in the fastest round. */
  #fastest = Number.POSITIVE_INFINITY;

  /** @param most questions at once, however much the server bears */
  constructor(most = mostByDefault) {
    this.#most = most;
    this.#queue = new PQueue({ concurrency: Math.min(atFirst, most) });
  }

  /** Resolves as soon as it makes sense to add another question: few wait at any time. */
  async add(ask: () => Promise<void>): Promise<void> {
    void this.#queue.add(ask);
    await this.#queue.onSizeLessThan(this.#most);
  }

  /** A question that was refused goes before those that were not asked yet. */
  again(ask: () => Promise<void>): void {
    void this.#queue.add(ask, { priority: 1 });
  }

  /** @param milliseconds that the answer took */
  answered(milliseconds: number): void {
    this.#pauses = 0;
    this.#answers++;
    this.#duration += milliseconds;
    if (this.#answers < this.#queue.concurrency) return;
    const mean = this.#duration / this.#answers;
    this.#fastest = Math.min(this.#fastest, mean);
    if (mean < 2 * this.#fastest) this.#grow();
    this.#beginRound();
  }

  /**
   * The server refused a question because there were too many.
   * @param retryAfter milliseconds that it asks to wait, where it says so
   * @returns false when it makes no sense to go on
   */
  refused(retryAfter: number | undefined): boolean {
    if (this.#pause) return true;
    const wait = retryAfter ?? 1000 * 2 ** this.#pauses;
    if (++this.#pauses > patience || wait > longestWait) return false;
    this.#queue.concurrency = Math.max(1, Math.floor(this.#queue.concurrency * (this.#doubling ? 0.5 : 0.9)));
    this.#doubling = false;
    this.#beginRound();
    this.#queue.pause();
    this.#pause = setTimeout(() => this.#goOn(), wait);
    return true;
  }

  /** While it is held, no question is asked. */
  hold(held: boolean): void {
    this.#held = held;
    if (held) this.#queue.pause();
    else if (!this.#pause) this.#queue.start();
  }

  /** Nobody waits any more: ends a pause that the server asked for, and lets a held job go. */
  hurry(): void {
    this.#held = false;
    this.#goOn();
  }

  #goOn(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    if (!this.#held) this.#queue.start();
  }

  /** Resolves when no question is left. */
  idle(): Promise<void> {
    return this.#queue.onIdle();
  }

  #grow(): void {
    const { concurrency } = this.#queue;
    this.#queue.concurrency = Math.min(this.#most, this.#doubling ? 2 * concurrency : concurrency + 1);
  }

  #beginRound(): void {
    this.#answers = 0;
    this.#duration = 0;
  }
}
