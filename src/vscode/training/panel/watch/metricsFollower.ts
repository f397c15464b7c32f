import { type FileHandle, open } from 'node:fs/promises';
import type { MetricsLine } from '../../../../protocol/run';
import { parseMetrics, RunFolderError } from '../../../../protocol/runFolder';

export interface MetricsNews {
  /** The file was written anew, as at a resume: these lines replace those read before. */
  readonly restart: boolean;
  readonly lines: readonly MetricsLine[];
  /** Lines of the file that cannot be read, so far: a kill or a full disk cut them off in the middle. */
  readonly damaged: number;
}

/** A last line without its end that nobody has written to for so many milliseconds is not being written any more. */
const abandonedAfter = 5000;

/** Reads what is new in a run's metrics.jsonl, from where it stopped the last time. */
export class MetricsFollower {
  /** Where the first line begins that was not whole yet. */
  #offset = 0;
  #inode: number | undefined;
  #damaged = 0;

  constructor(readonly file: string) {}

  async read(): Promise<MetricsNews> {
    const handle = await this.#open();
    if (!handle) return { restart: false, lines: [], damaged: this.#damaged };
    try {
      const { size, ino, mtimeMs } = await handle.stat();
      const restart = this.#inode !== undefined && (ino !== this.#inode || size < this.#offset);
      if (restart) {
        this.#offset = 0;
        this.#damaged = 0;
      }
      this.#inode = ino;
      if (size <= this.#offset) return { restart, lines: [], damaged: this.#damaged };
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - this.#offset), 0, undefined, this.#offset);
      // Bytes, not characters: a line is cut at its line feed, never inside a character.
      const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
      this.#offset += end;
      const lines = this.#wholeLines(buffer.toString('utf8', 0, end));
      const isCutOff = end < bytesRead && Date.now() - mtimeMs > abandonedAfter;
      return { restart, lines, damaged: this.#damaged + (isCutOff ? 1 : 0) };
    } finally {
      await handle.close();
    }
  }

  /** Without damaged lines: they are figures to look at, not worth an error; but they are counted. */
  #wholeLines(text: string): MetricsLine[] {
    return text
      .split('\n')
      .slice(0, -1)
      .flatMap((line) => {
        try {
          return parseMetrics(`${line}\n`);
        } catch (error) {
          if (!(error instanceof RunFolderError)) throw error;
          this.#damaged++;
          return [];
        }
      });
  }

  async #open(): Promise<FileHandle | undefined> {
    try {
      return await open(this.file);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }
}
