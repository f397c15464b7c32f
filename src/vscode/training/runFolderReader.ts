import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isActive, type ShownRun, type ShownState } from '../../protocol/panel';
import type { RunStatus } from '../../protocol/run';
import { parseRunConfig, parseRunReport, parseRunStatus, runFiles } from '../../protocol/runFolder';
import { isTrainerAlive } from './processAlive';

/** So long may a trainer take from its start to its first word in status.json. */
const startingTime = 30_000;

/** Milliseconds that two changes of a folder may have the same time. */
const coarsestClock = 2000;

/** A file as it was read last. */
interface ReadFile {
  readonly stamp: string;
  readonly text: string;
  /** What was read from the text, and of what kind of file. */
  parsed?: unknown;
}

/** Reads one run folder again and again, its files only when they changed. */
export class RunFolderReader {
  readonly #files = new Map<string, ReadFile>();
  #last: ShownRun | undefined;
  /** The folder's stamp when it was read last, of a run that has ended: as long as it is that, nothing in it was made or replaced. */
  #settled: string | undefined;

  constructor(readonly folder: string) {}

  /**
   * The run as it stands now, the same object for as long as nothing has changed; undefined for a folder that is no run
   * (yet): it has no config.json.
   */
  async read(): Promise<ShownRun | undefined> {
    const folder = await stat(this.folder).catch(() => undefined);
    const stamp = folder && `${folder.mtimeMs} ${folder.ino}`;
    if (this.#last && stamp !== undefined && stamp === this.#settled) return this.#last;
    const created = await stat(this.#path(runFiles.config)).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (created === undefined) return undefined;
    const run = await this.#read(created);
    const mayChange = isActive(run.state) || run.damage !== undefined;
    this.#settled = folder && !mayChange && Date.now() - folder.mtimeMs > coarsestClock ? stamp : undefined;
    if (!this.#last || !isSameRun(this.#last, run)) this.#last = run;
    return this.#last;
  }

  async #read(created: number): Promise<ShownRun> {
    const name = path.basename(this.folder);
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
    const text = (await this.#file(runFiles.log))?.text ?? '';
    return text.trimEnd().split('\n').slice(-lines).join('\n');
  }

  #path(name: string): string {
    return path.join(this.folder, name);
  }

  /** @param parse always the same for a file */
  async #parsed<T>(name: string, parse: (text: string, file: string) => T): Promise<T | undefined> {
    const file = await this.#file(name);
    if (!file) return undefined;
    file.parsed ??= parse(file.text, this.#path(name));
    return file.parsed as T;
  }

  async #file(name: string): Promise<ReadFile | undefined> {
    try {
      const { size, mtimeMs, ino } = await stat(this.#path(name));
      const stamp = `${size} ${mtimeMs} ${ino}`;
      const known = this.#files.get(name);
      if (known?.stamp === stamp) return known;
      const file: ReadFile = { stamp, text: await readFile(this.#path(name), 'utf8') };
      this.#files.set(name, file);
      return file;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

/** Files that have not changed are the same objects. */
function isSameRun(a: ShownRun, b: ShownRun): boolean {
  return (
    a.state === b.state &&
    a.created === b.created &&
    a.config === b.config &&
    a.status === b.status &&
    a.report === b.report &&
    a.starred === b.starred &&
    a.damage === b.damage
  );
}

function shownState(folder: string, status: RunStatus | undefined, created: number): ShownState {
  if (status === undefined) return Date.now() - created < startingTime ? 'starting' : 'interrupted';
  if (!isActive(status.state) || isTrainerAlive(folder, status.pid, new Date(status.updated))) return status.state;
  return 'interrupted';
}
