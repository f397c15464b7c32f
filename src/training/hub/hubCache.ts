import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../runs/durableFile';
import { indexFile, readIndex, weightsFile } from '../weights';
import type { HubFile } from './hubModel';

/**
 * The part of Hugging Face's cache that a model has, laid out as their libraries do: the files by their hashes in
 * `blobs/`, links to them in `snapshots/COMMIT/`, and in `refs/` the commit that a branch had when it was last asked for.
 */
export class HubCache {
  readonly folder: string;

  constructor(cache: string, model: string) {
    this.folder = path.join(cache, `models--${model.replaceAll('/', '--')}`);
  }

  snapshot(commit: string): string {
    return path.join(this.folder, 'snapshots', commit);
  }

  /** Where a file's bytes go. */
  async blob({ hash }: HubFile): Promise<string> {
    const blobs = path.join(this.folder, 'blobs');
    await mkdir(blobs, { recursive: true });
    return path.join(blobs, hash.hex);
  }

  /** Makes a file of `blobs/` a file of a commit. */
  async link(commit: string, file: HubFile): Promise<void> {
    const target = path.join(this.snapshot(commit), file.name);
    await mkdir(path.dirname(target), { recursive: true });
    await rm(target, { force: true });
    const blob = await this.blob(file);
    // Not every user of Windows may make links.
    await symlink(path.relative(path.dirname(target), blob), target).catch(() => copyFile(blob, target));
  }

  /** Whether a file of a commit is there as a whole. */
  async has(commit: string, file: HubFile): Promise<boolean> {
    return (await sizeOf(path.join(this.snapshot(commit), file.name))) === file.size;
  }

  /** Whether a file's bytes are there as a whole, of this commit or another. */
  async hasBlob(file: HubFile): Promise<boolean> {
    return (await sizeOf(await this.blob(file))) === file.size;
  }

  /** Whether all is there that it takes to train. */
  async isComplete(commit: string): Promise<boolean> {
    const has = (name: string) => existsSync(path.join(this.snapshot(commit), name));
    if (!has('config.json') || !(has('tokenizer.json') || has('vocab.txt'))) return false;
    if (has(weightsFile)) return true;
    if (!has(indexFile)) return false;
    return [...(await readIndex(path.join(this.snapshot(commit), indexFile))).values()].every(has);
  }

  /** The commits that the main branch and pull requests had when they were last asked for, of those that are complete. */
  async lastCommit(): Promise<string | undefined> {
    const refs = path.join(this.folder, 'refs');
    const others = await readdir(path.join(refs, 'refs', 'pr')).catch(() => []);
    for (const ref of ['main', ...others.map((number) => path.join('refs', 'pr', number))]) {
      const text = await readFile(path.join(refs, ref), 'utf8').catch(() => '');
      const commit = /^[0-9a-f]{40}$/.exec(text.trim())?.[0];
      if (commit !== undefined && (await this.isComplete(commit))) return commit;
    }
    return undefined;
  }

  /** @param revision a branch or a pull request */
  async remember(revision: string, commit: string): Promise<void> {
    const ref = path.join(this.folder, 'refs', ...revision.split('/'));
    await mkdir(path.dirname(ref), { recursive: true });
    await writeDurably(ref, (file) => file.writeFile(commit));
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}
