/** Lets somebody hold a job and let it go on. */
export class PauseSwitch {
  #paused = false;
  readonly #listeners = new Set<(paused: boolean) => void>();

  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    for (const listener of this.#listeners) listener(paused);
  }

  /** Tells the present state at once, and then each change. @returns to stop listening */
  onChange(listener: (paused: boolean) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#paused);
    return () => this.#listeners.delete(listener);
  }
}
