import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** Work that takes no longer needs no progress. */
const unseen = 400;

/** Progress of one piece of work, which an editor shows when it takes longer than one would wait. */
export class WorkProgress {
  readonly #begun = performance.now();
  #reporter: Promise<WorkDoneProgressServerReporter> | undefined;
  #told = -1;

  constructor(
    private readonly connection: Connection,
    private readonly title: string,
  ) {}

  /** @param share from 0 to 1 */
  async report(share: number): Promise<void> {
    if (performance.now() - this.#begun < unseen) return;
    const percent = Math.floor(share * 100);
    if (percent === this.#told) return;
    this.#told = percent;
    if (this.#reporter) return (await this.#reporter).report(percent);
    // Editors without progress are given one that says nothing.
    this.#reporter = this.connection.window.createWorkDoneProgress();
    (await this.#reporter).begin(this.title, percent);
  }

  async done(): Promise<void> {
    (await this.#reporter)?.done();
  }
}
