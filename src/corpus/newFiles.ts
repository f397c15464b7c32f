import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Sink } from './copyPieces';

/** Where new data goes: the path of a file, which comes there complete or not at all, or whatever takes bytes. */
export type Destination = string | Sink;

/** A file to be made. */
export interface NewFile {
  readonly path: string;
  readonly write: (sink: Sink) => Promise<void>;
}

/**
 * Makes files as streams, all or none: each is written beside its place, and comes there when all are complete. A failure, or a
 * full disk, leaves what was there.
 * @param check is asked before anything comes to its place
 */
export async function makeFiles(files: readonly NewFile[], check: () => Promise<void>): Promise<void> {
  const places = await Promise.all(files.map(async (file) => ({ file, place: await placeOf(file.path) })));
  const written: { readonly temporary: string; readonly target: string }[] = [];
  try {
    for (const { file, place } of places) {
      if (place.direct) continue;
      const temporary = path.join(path.dirname(place.target), `.${path.basename(place.target)}.${randomUUID()}.tmp`);
      written.push({ temporary, target: place.target });
      await writeTo(temporary, 'wx', place.mode, file);
    }
    await check();
    for (const { temporary, target } of written) await rename(temporary, target);
    for (const { file, place } of places) if (place.direct) await writeTo(place.target, 'w', undefined, file);
  } finally {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
  }
}

interface Place {
  readonly target: string;
  readonly mode?: number | undefined;
  /** A pipe, a terminal or /dev/null is written to; only a real file may be replaced by a new one. */
  readonly direct: boolean;
}

async function placeOf(file: string): Promise<Place> {
  const existing = await stat(file).catch(() => undefined);
  if (!existing) return { target: file, direct: false };
  if (existing.isFile()) return { target: await realpath(file), mode: existing.mode, direct: false };
  return { target: file, direct: true };
}

async function writeTo(target: string, flags: 'w' | 'wx', mode: number | undefined, file: NewFile): Promise<void> {
  try {
    const handle = await open(target, flags, mode);
    try {
      await file.write((bytes) => handle.writeFile(bytes));
      if (flags === 'wx') await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // The system names the temporary file, or none, which would tell the user nothing.
    if (error instanceof Error && 'syscall' in error) Object.assign(error, { path: file.path });
    throw error;
  }
}
