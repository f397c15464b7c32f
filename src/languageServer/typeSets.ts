import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import {
  DatasetError,
  decodeBytes,
  offeredTypes,
  parseTypeSet,
  TYPE_SET_FILES,
  type TypeDefinition,
  tagUse,
} from '../dataset';
import type { OpenDocument } from './openDocument';
import type { Settings } from './settings';

type TypeSet = readonly TypeDefinition[];

/** The entity types that a file may use: as the user set them, or as they stand beside the file. */
export class TypeSets {
  readonly #connection: Connection;
  readonly #settings: Settings;
  /** By folder. */
  readonly #beside = new Map<string, Promise<TypeSet | undefined>>();
  /** Files of type sets that the editor was told something about. */
  readonly #wrong = new Set<string>();

  constructor(connection: Connection, settings: Settings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  /** @returns undefined where nothing says which they are: what the file uses is right then */
  async of(uri: string): Promise<TypeSet | undefined> {
    const { entityTypes } = await this.#settings.of(uri);
    if (entityTypes) return entityTypes;
    if (!uri.startsWith('file:')) return undefined;
    const folder = path.dirname(fileURLToPath(uri));
    const known = this.#beside.get(folder) ?? this.#read(folder);
    this.#beside.set(folder, known);
    return known;
  }

  /** What to offer in a document: the types that it uses, the most frequent first, then the others. */
  async offered({ uri, live }: OpenDocument): Promise<TypeSet> {
    const { types } = tagUse(live);
    const count = ({ type }: TypeDefinition): number => types.get(type) ?? 0;
    return offeredTypes(await this.of(uri), types.keys()).toSorted((a, b) => count(b) - count(a));
  }

  /** Files of type sets may have changed. */
  forget(): void {
    this.#beside.clear();
  }

  async #read(folder: string): Promise<TypeSet | undefined> {
    for (const name of TYPE_SET_FILES) {
      const file = path.join(folder, name);
      const bytes = await readFile(file).catch(() => undefined);
      const uri = pathToFileURL(file).href;
      if (!bytes) {
        this.#tell(uri, []);
        continue;
      }
      try {
        const types = parseTypeSet(decodeBytes(bytes).text, name);
        this.#tell(uri, []);
        return types;
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        const line = error.line ?? 0;
        const range = { start: { line, character: 0 }, end: { line, character: 1000 } };
        const message = `${error.message} The files beside it are checked without it.`;
        this.#tell(uri, [{ range, severity: DiagnosticSeverity.Error, code: 'type-set', source: 'CoNLL', message }]);
        return undefined;
      }
    }
    return undefined;
  }

  #tell(uri: string, diagnostics: Diagnostic[]): void {
    if (diagnostics.length === 0 && !this.#wrong.delete(uri)) return;
    if (diagnostics.length > 0) this.#wrong.add(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics });
  }
}
