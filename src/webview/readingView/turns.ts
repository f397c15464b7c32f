import type { Action } from './keys';

/** While the host does something, what is pressed or clicked waits: it is about the document as it will be then. */
export class Turns {
  #isBusy = false;
  #waiting: Action[] = [];

  constructor(private readonly act: (action: Action) => void) {}

  get isBusy(): boolean {
    return this.#isBusy;
  }

  begin(): void {
    this.#isBusy = true;
  }

  wait(action: Action): void {
    this.#waiting.push(action);
  }

  /** For one whose turn it was, but for what had to be done first. */
  waitAsFirst(action: Action): void {
    this.#waiting.unshift(action);
  }

  end(): void {
    this.#isBusy = false;
    while (!this.#isBusy) {
      const action = this.#waiting.shift();
      if (!action) return;
      this.act(action);
    }
  }

  /** What was pressed since was meant for what did not come to be; but where one clicked, one means to be. */
  fail(): void {
    this.#waiting = this.#waiting.filter((action) => action.do === 'place');
    this.end();
  }
}
