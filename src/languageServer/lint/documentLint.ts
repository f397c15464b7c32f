import { type LintOptions, LiveLint } from '../../dataset';
import type { OpenDocument } from '../openDocument';
import { inSlices } from './slices';

/** The problems of one open document, found between other work. */
export class DocumentLint {
  readonly lint: LiveLint;
  #running: Promise<boolean> | undefined;
  /** What the problems are of: a version, with the options of that time. */
  #done = '';
  #options = 0;

  constructor(
    readonly document: OpenDocument,
    options: LintOptions,
  ) {
    this.lint = new LiveLint(options);
  }

  configure(options: LintOptions): void {
    this.lint.configure(options);
    this.#options++;
  }

  /** Other files have changed in these sentences. */
  changedElsewhere(keys: readonly number[] | undefined): void {
    this.lint.changedElsewhere(keys);
    this.#options++;
  }

  /**
   * Brings the problems up to the document's version, unless it gets another one meanwhile.
   * @returns whether they are
   */
  async follow(progress?: (share: number) => void): Promise<boolean> {
    // Two walks through the same document would do its work twice.
    while (this.#running) await this.#running;
    const state = this.#state();
    if (this.#done === state) return true;
    this.#running = inSlices(this.lint.follow(this.document.live), () => this.#state() === state, progress);
    try {
      if (await this.#running) this.#done = state;
      return this.#done === state;
    } finally {
      this.#running = undefined;
    }
  }

  /** Does so until they are. */
  async upToDate(): Promise<LiveLint> {
    while (!(await this.follow()));
    return this.lint;
  }

  #state(): string {
    return `${this.document.version} ${this.#options}`;
  }
}
