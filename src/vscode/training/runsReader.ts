import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ShownRun } from '../../protocol/panel';
import { RunFolderReader } from './runFolderReader';

export interface RunsNews {
  readonly changed: readonly ShownRun[];
  readonly removed: readonly string[];
}

/** Reads the folder of run folders again and again and says what is new, whoever started or deleted a run. */
export class RunsReader {
  readonly #readers = new Map<string, RunFolderReader>();
  /** As last told. */
  readonly #told = new Map<string, ShownRun>();

  constructor(readonly runsFolder: string) {}

  async read(): Promise<RunsNews> {
    const names = await this.#names();
    const changed: ShownRun[] = [];
    const present = new Set<string>();
    for (const name of names) {
      const run = await this.reader(name).read();
      if (!run) continue;
      present.add(name);
      if (this.#told.get(name) === run) continue;
      this.#told.set(name, run);
      changed.push(run);
    }
    const removed = [...this.#told.keys()].filter((name) => !present.has(name));
    for (const name of removed) {
      this.#told.delete(name);
      this.#readers.delete(name);
    }
    return { changed, removed };
  }

  /** The next `read` tells everything again: for a page that was loaded anew. */
  forgetTold(): void {
    this.#told.clear();
  }

  /** As of the last `read`. */
  has(name: string): boolean {
    return this.#told.has(name);
  }

  reader(name: string): RunFolderReader {
    const known = this.#readers.get(name) ?? new RunFolderReader(path.join(this.runsFolder, name));
    this.#readers.set(name, known);
    return known;
  }

  async #names(): Promise<string[]> {
    try {
      const entries = await readdir(this.runsFolder, { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }
}
