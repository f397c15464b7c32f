import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isActive, type ShownRun, type ShownState } from '../../protocol/panel';
import type { RunStatus } from '../../protocol/run';
import { parseRunConfig, parseRunReport, parseRunStatus, runFiles } from '../../protocol/runFolder';
import { isTrainerAlive } from './processAlive';

/** So long may a trainer take from its start to its first word in status.json. */
const startingTime = 30_000;

/** Reads one run folder again and again, its files only when they changed. */
export class RunFolderReader {
  readonly #files = new Map<string, { readonly stamp: string; readonly text: string }>();

  constructor(readonly folder: string) {}

  /** The run as it stands now; undefined for a folder that is no run (yet): it has no config.json. */
  async read(): Promise<ShownRun | undefined> {
    const name = path.basename(this.folder);
    const created = await stat(this.#path(runFiles.config)).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (created === undefined) return undefined;
    const starred = await stat(this.#path(runFiles.star)).then(
      () => ({ starred: true }) as const,
      () => undefined,
    );
    try {
      const config = await this.#parsed(runFiles.config, parseRunConfig);
      const status = await this.#parsed(runFiles.status, parseRunStatus);
      const report = await this.#parsed(runFiles.report, parseRunReport);
      return {
        name,
        created,
        state: shownState(this.folder, status, created),
        ...(config && { config }),
        ...(status && { status }),
        ...(report && { report }),
        ...starred,
      };
    } catch (error) {
      const damage = error instanceof Error ? error.message : String(error);
      return { name, created, state: 'failed', damage, ...starred };
    }
  }

  /** The last lines that the trainer printed; '' when it printed nothing. */
  async logTail(lines = 12): Promise<string> {
    const text = (await this.#text(runFiles.log)) ?? '';
    return text.trimEnd().split('\n').slice(-lines).join('\n');
  }

  #path(name: string): string {
    return path.join(this.folder, name);
  }

  async #parsed<T>(name: string, parse: (text: string, file: string) => T): Promise<T | undefined> {
    const text = await this.#text(name);
    return text === undefined ? undefined : parse(text, this.#path(name));
  }

  async #text(name: string): Promise<string | undefined> {
    try {
      const { size, mtimeMs, ino } = await stat(this.#path(name));
      const stamp = `${size} ${mtimeMs} ${ino}`;
      const known = this.#files.get(name);
      if (known?.stamp === stamp) return known.text;
      const text = await readFile(this.#path(name), 'utf8');
      this.#files.set(name, { stamp, text });
      return text;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

function shownState(folder: string, status: RunStatus | undefined, created: number): ShownState {
  if (status === undefined) return Date.now() - created < startingTime ? 'starting' : 'interrupted';
  if (!isActive(status.state) || isTrainerAlive(folder, status.pid, new Date(status.updated))) return status.state;
  return 'interrupted';
}
