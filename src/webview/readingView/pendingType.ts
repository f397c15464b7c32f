import type { Action } from './keys';
import { typed } from './typing';

/** Milliseconds in which further letters of a type may be typed. */
const pause = 900;

/**
 * A type of which letters were typed. It belongs to the words that were selected at the first letter: whoever does anything else before
 * the pause is over calls `settle` first.
 */
export class PendingType<Words> {
  #letters = '';
  #type: string | undefined;
  #words: Words | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param paused is called after a pause has settled it */
  constructor(
    private readonly give: (type: string, words: Words) => void,
    private readonly paused: () => void,
  ) {}

  get letters(): string {
    return this.#letters;
  }

  /** @param words what is selected; asked for at the first letter, and nothing is typed where there is nothing */
  add(character: string, types: readonly string[], words: () => Words | undefined): void {
    if (this.#letters === '') this.#words = words();
    if (this.#words === undefined) return;
    clearTimeout(this.#timer);
    this.#letters += character;
    const { type, isFinal } = typed(this.#letters, types);
    this.#type = type;
    // Another type may go on with the same letters: then the pause decides.
    if (isFinal && type !== undefined) this.settle();
    else this.#timer = setTimeout(() => this.#pause(), pause);
  }

  /** The letter that an action adds, if it does: what else means something by itself does where a name goes on so, as the 2 of GENE2. */
  letterOf(action: Action, types: readonly string[]): string | undefined {
    if (action.do === 'letter') return action.letter;
    const sign = action.do === 'number' ? String(action.number) : action.do === 'sign' ? action.sign : undefined;
    const goesOn =
      sign !== undefined && this.#letters !== '' && typed(this.#letters + sign, types).candidates.length > 0;
    return goesOn ? sign : undefined;
  }

  /** Gives the type that the letters name, if they name one. */
  settle(): void {
    const [type, words] = [this.#type, this.#words];
    this.cancel();
    if (type !== undefined && words !== undefined) this.give(type, words);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#letters = '';
    this.#type = undefined;
    this.#words = undefined;
  }

  #pause(): void {
    this.settle();
    this.paused();
  }
}
