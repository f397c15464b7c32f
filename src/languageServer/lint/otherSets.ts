import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type DataRole,
  dataSide,
  fileRole,
  type LiveDocument,
  type LiveLint,
  type OtherFile,
  sentenceLines,
} from '../../dataset';
import type { WorkspaceFiles } from '../workspaceFiles';
import { inSlices } from './slices';

/** The files whose sentences should not stand in another: dev and test for train, and train for them, by the files' names. */
export class OtherSets {
  readonly #workspace: WorkspaceFiles;
  readonly #lintOf: (uri: string) => LiveLint | undefined;
  /** Of files that no editor has open, by what was read of them. */
  readonly #lines = new WeakMap<LiveDocument, ReadonlyMap<number, number>>();

  /** @param lintOf of a document that an editor has open */
  constructor(workspace: WorkspaceFiles, lintOf: (uri: string) => LiveLint | undefined) {
    this.#workspace = workspace;
    this.#lintOf = lintOf;
  }

  /** Whether what stands in a file matters to others. */
  concerns(uri: string): boolean {
    return sideOf(uri) !== undefined;
  }

  /** Whether two files are on different sides. */
  compares(one: string, other: string): boolean {
    const [side, otherSide] = [sideOf(one), sideOf(other)];
    return side !== undefined && otherSide !== undefined && side !== otherSide;
  }

  async of(uri: string): Promise<OtherFile[]> {
    if (!this.concerns(uri)) return [];
    const uris = new Set([...(await this.#workspace.list()), ...(await beside(uri))]);
    const others: OtherFile[] = [];
    for (const other of [...uris].filter((each) => each !== uri && this.compares(uri, each)).sort()) {
      const found = await this.#other(other);
      if (found) others.push(found);
    }
    return others;
  }

  async #other(uri: string): Promise<OtherFile | undefined> {
    const description = { name: nameOf(uri), file: uri, role: roleOf(uri) ?? '' };
    if (this.#lintOf(uri)) return { ...description, line: (key) => this.#lintOf(uri)?.lineOf(key) };
    const file = await this.#workspace.read(uri);
    if (!file) return undefined;
    const lines = this.#lines.get(file.live) ?? (await linesOf(file.live));
    this.#lines.set(file.live, lines);
    return { ...description, line: (key) => lines.get(key) };
  }
}

async function linesOf(live: LiveDocument): Promise<ReadonlyMap<number, number>> {
  const lines = new Map<number, number>();
  await inSlices(sentenceLines(live, lines), () => true);
  return lines;
}

/** CoNLL files go by other extensions too; what stands beside a file and is named like its like is one. */
async function beside(uri: string): Promise<string[]> {
  if (!uri.startsWith('file:')) return [];
  const folder = path.dirname(fileURLToPath(uri));
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => fileRole(name) !== undefined)
    .map((name) => pathToFileURL(path.join(folder, name)).href);
}

function nameOf(uri: string): string {
  const name = uri.split('/').at(-1) ?? uri;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function roleOf(uri: string): DataRole | undefined {
  return fileRole(nameOf(uri));
}

function sideOf(uri: string): ReturnType<typeof dataSide> {
  return dataSide(nameOf(uri));
}
