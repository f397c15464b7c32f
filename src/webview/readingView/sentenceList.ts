import type { LitVirtualizer } from '@lit-labs/virtualizer';

/** Milliseconds in which scrolling is taken for the page's own doing. */
const quiet = 400;

/** The virtualised list of the page: which sentences it shows, and how it is scrolled. */
export class SentenceList {
  #quietUntil = 0;
  #wanted: number | undefined;

  /** @param places of sentences among the list's items; below 0 for one that it lacks */
  constructor(private readonly placeOf: (sentence: number) => number) {}

  get element(): LitVirtualizer<number> | null {
    return document.querySelector<LitVirtualizer<number>>('lit-virtualizer' as string);
  }

  /** Those that are laid out, ascending. */
  get rows(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>('.row[data-sentence]')].sort(
      (a, b) => Number(a.dataset.sentence) - Number(b.dataset.sentence),
    );
  }

  /** The first sentence that is visible. */
  get first(): number | undefined {
    const top = this.element?.getBoundingClientRect().top ?? 0;
    const row = this.rows.find((each) => each.getBoundingClientRect().bottom > top + 4);
    return row && Number(row.dataset.sentence);
  }

  /** Whether any of a sentence is visible. */
  shows(sentence: number): boolean {
    const list = this.element?.getBoundingClientRect();
    const row = this.#row(sentence)?.getBoundingClientRect();
    return list !== undefined && row !== undefined && row.bottom > list.top && row.top < list.bottom;
  }

  isRightToLeft(sentence: number): boolean {
    const text = this.#row(sentence)?.querySelector('p');
    return text ? getComputedStyle(text).direction === 'rtl' : false;
  }

  #row(sentence: number): Element | null {
    return document.querySelector(`.row[data-sentence="${sentence}"]`);
  }

  get isQuiet(): boolean {
    return performance.now() < this.#quietUntil;
  }

  /** Scrolls a sentence into view; the list may lay itself out anew meanwhile, and is then asked again. */
  reveal(sentence: number, block: 'nearest' | 'start' = 'nearest'): void {
    this.#wanted = sentence;
    this.#try(sentence, block, 8);
  }

  #try(sentence: number, block: 'nearest' | 'start', attempts: number): void {
    this.#quietUntil = performance.now() + quiet;
    requestAnimationFrame(() => {
      const row = this.#row(sentence);
      if (row) row.scrollIntoView({ block });
      else
        this.element
          ?.element(this.placeOf(sentence))
          ?.scrollIntoView({ block: block === 'start' ? 'start' : 'center' });
      if (row || attempts === 0) return;
      setTimeout(() => this.#wanted === sentence && this.#try(sentence, block, attempts - 1), 80);
    });
  }

  pageBy(by: 1 | -1): void {
    const { element } = this;
    element?.scrollBy({ top: by * element.clientHeight * 0.9 });
  }
}
