import type { ReadSentence } from '../../protocol/readingView';

/** Sentences asked for together. */
const chunk = 60;
/** Sentences kept: a long file that is scrolled through does not stay here. */
const mostKept = 4000;

interface Kept {
  readonly sentence: ReadSentence;
  /** Of the document that it was read from. */
  readonly version: number;
}

/** The sentences that the page has, of which it asks the host for those that it shows; and how the user last saw the cursor's. */
export class Sentences {
  readonly #known = new Map<number, Kept>();
  readonly #asked = new Set<number>();
  #seen: { readonly index: number; readonly version: number } | undefined;

  constructor(private readonly ask: (from: number, to: number) => void) {}

  /** What is known stays to be shown until it comes anew, so that nothing flickers. */
  outdate(): void {
    this.#asked.clear();
  }

  clear(): void {
    this.#asked.clear();
    this.#known.clear();
    this.#seen = undefined;
  }

  add(sentences: readonly ReadSentence[], version: number): void {
    if (this.#known.size > mostKept) {
      this.#asked.clear();
      this.#known.clear();
    }
    for (const sentence of sentences) {
      this.#known.set(sentence.index, { sentence, version });
      this.#asked.add(sentence.index);
    }
  }

  /**
   * The user edited a sentence, and that alone made a version of another: what is known of the others is as true of the new one, so that
   * whoever goes on fast need not wait for them.
   */
  carry(from: number, to: number, edited: number): void {
    for (const [index, kept] of this.#known) {
      if (kept.version === from && index !== edited) this.#known.set(index, { ...kept, version: to });
    }
    if (this.#seen?.version === from) this.#seen = { ...this.#seen, version: to };
  }

  get(index: number): ReadSentence | undefined {
    return this.#known.get(index)?.sentence;
  }

  /** The user has this sentence before them, as it is known. */
  see(index: number): void {
    const kept = this.#known.get(index);
    this.#seen = kept && { index, version: kept.version };
  }

  /** The version of the document in which the user saw a sentence: an edit is made of that one, whatever came since out of their sight. */
  seenVersion(index: number): number | undefined {
    const kept = this.#known.get(index);
    return kept && this.#seen?.index === index ? Math.min(this.#seen.version, kept.version) : undefined;
  }

  /** The sentence, asked for with its neighbours once for a version. */
  need(index: number): ReadSentence | undefined {
    if (!this.#asked.has(index)) {
      const from = Math.floor(index / chunk) * chunk;
      for (let each = from; each < from + chunk; each++) this.#asked.add(each);
      this.ask(from, from + chunk);
    }
    return this.get(index);
  }
}
