import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import { ErrorCodes, ResponseError, type TextDocuments } from 'vscode-languageserver';
import { CONLL_EXTENSIONS, decodeBytes, LiveDocument } from '../dataset';
import { isOwn, type OpenDocument } from './openDocument';

/** Larger files are left out: VS Code shows them to no extension either. */
const largest = 50 * 1024 * 1024;
/** Milliseconds for which a list of files is believed: editors that tell of changes ask for a new one before. */
const believed = 5000;

interface ReadFile {
  /** Time and size of the file as it was read. */
  readonly stamp: string;
  readonly live: WeakRef<LiveDocument>;
  readonly isUtf8: boolean;
}

/** A CoNLL file of the workspace as it is in the editor, or else on disk. */
export interface WorkspaceFile {
  readonly uri: string;
  readonly live: LiveDocument;
  /** Of a file that an editor has open. */
  readonly version: number | null;
  /** False for a file on disk that an editor would open as what it is not. */
  readonly isUtf8: boolean;
}

/** @throws ResponseError for a file that would lose bytes when an editor opens it as UTF-8, edits it and saves it */
export function mustBeUtf8({ uri, isUtf8 }: WorkspaceFile): void {
  if (isUtf8) return;
  throw new ResponseError(
    ErrorCodes.InvalidParams,
    `Nothing was changed: ${fileURLToPath(uri)} is not UTF-8, and an edit would destroy what is not. Save it as UTF-8 first, or have it open in its own encoding.`,
  );
}

/** The CoNLL files of the workspace's folders, and those that are open from elsewhere. */
export class WorkspaceFiles {
  readonly #documents: TextDocuments<OpenDocument>;
  readonly #read = new Map<string, ReadFile>();
  #folders: readonly string[] = [];
  #listed: { readonly paths: Promise<readonly string[]>; readonly at: number } | undefined;

  constructor(documents: TextDocuments<OpenDocument>) {
    this.#documents = documents;
  }

  /** @param folders their URIs; what is not on this machine's disk is left out */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
    this.forgetList();
  }

  /** Files were made or removed. */
  forgetList(): void {
    this.#listed = undefined;
  }

  /**
   * URIs of all files, sorted.
   * @param asked of the document that a request is about: it takes part wherever it comes from
   */
  async list(asked?: string): Promise<readonly string[]> {
    if (!this.#listed || performance.now() - this.#listed.at > believed) {
      this.#listed = { paths: this.#find(), at: performance.now() };
    }
    const paths = await this.#listed.paths;
    // Editors write some letters of URIs in other ways than Node does: the file is the same by its path.
    const own = this.#documents.keys().filter((uri) => isOwn(uri) || uri === asked);
    const open = new Map(own.map((uri) => [uri.startsWith('file:') ? fileURLToPath(uri) : uri, uri]));
    const closed = paths.filter((file) => !open.has(file)).map((file) => pathToFileURL(file).href);
    return [...closed, ...open.values()].sort();
  }

  /** @returns undefined for a file that is gone, too large or cannot be read */
  async read(uri: string): Promise<WorkspaceFile | undefined> {
    const open = this.#documents.get(uri);
    if (open) return { uri, live: open.live, version: open.version, isUtf8: true };
    if (!uri.startsWith('file:')) return undefined;
    const file = fileURLToPath(uri);
    try {
      const { mtimeMs, size } = await stat(file);
      if (size > largest) return undefined;
      const stamp = `${mtimeMs} ${size}`;
      const known = this.#read.get(uri);
      const kept = known?.stamp === stamp ? known.live.deref() : undefined;
      if (known && kept) return { uri, live: kept, version: null, isUtf8: known.isUtf8 };
      const { text, encoding } = decodeBytes(await readFile(file));
      // Editors count a line's places without the byte order mark.
      const live = LiveDocument.open(text.replace(/^\ufeff/u, ''));
      const isUtf8 = encoding === 'utf-8';
      this.#read.set(uri, { stamp, live: new WeakRef(live), isUtf8 });
      return { uri, live, version: null, isUtf8 };
    } catch {
      return undefined;
    }
  }

  /** Every file, one after the other. @param asked as for `list` */
  async *all(asked?: string): AsyncGenerator<WorkspaceFile> {
    for (const uri of await this.list(asked)) {
      const file = await this.read(uri);
      if (file) yield file;
    }
  }

  /** Paths of the files that no editor has open and that are not read for their size. */
  async tooLarge(): Promise<readonly string[]> {
    const large: string[] = [];
    for (const uri of await this.list()) {
      if (this.#documents.get(uri) || !uri.startsWith('file:')) continue;
      const file = fileURLToPath(uri);
      const { size } = await stat(file).catch(() => ({ size: 0 }));
      if (size > largest) large.push(file);
    }
    return large;
  }

  async #find(): Promise<readonly string[]> {
    const patterns = CONLL_EXTENSIONS.map((extension) => `**/*${extension}`);
    const found = await Promise.all(
      this.#folders.map((cwd) =>
        glob(patterns, { cwd, absolute: true, ignore: ['**/node_modules/**'], followSymbolicLinks: false }),
      ),
    );
    return [...new Set(found.flat())];
  }
}
