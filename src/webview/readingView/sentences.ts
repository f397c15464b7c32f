import type { ReadSentence } from '../../protocol/readingView';

/** Sentences asked for together. */
const chunk = 60;
/** Sentences kept: a long file that is scrolled through does not stay here. */
const mostKept = 4000;

/** The sentences that the page has, of which it asks the host for those that it shows. */
export class Sentences {
  readonly #known = new Map<number, ReadSentence>();
  readonly #asked = new Set<number>();

  constructor(private readonly ask: (from: number, to: number) => void) {}

  /** What is known stays to be shown until it comes anew, so that nothing flickers. */
  outdate(): void {
    this.#asked.clear();
  }

  clear(): void {
    this.#asked.clear();
    this.#known.clear();
  }

  add(sentences: readonly ReadSentence[]): void {
    if (this.#known.size > mostKept) this.clear();
    for (const sentence of sentences) {
      this.#known.set(sentence.index, sentence);
      this.#asked.add(sentence.index);
    }
  }

  get(index: number): ReadSentence | undefined {
    return this.#known.get(index);
  }

  /** The sentence, asked for with its neighbours once for a version. */
  need(index: number): ReadSentence | undefined {
    if (!this.#asked.has(index)) {
      const from = Math.floor(index / chunk) * chunk;
      for (let each = from; each < from + chunk; each++) this.#asked.add(each);
      this.ask(from, from + chunk);
    }
    return this.#known.get(index);
  }
}
