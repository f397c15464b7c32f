import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DatasetError } from '../dataset';

/** Where the bytes of a data set come from: read piece by piece, more than once, in any order. */
export interface ByteSource {
  /** What messages call it. */
  readonly name: string;
  readonly size: number;
  /**
   * Fills the buffer with the bytes from there on.
   * @returns fewer than asked for at the end only
   */
  read(into: Uint8Array, position: number): Promise<number>;
  /** @throws DatasetError when the bytes are no longer those that were there in the beginning */
  refuseChanged(): Promise<void>;
  close(): Promise<void>;
}

/** A file on disk, or a pipe with a name. @throws the system's error when it cannot be opened */
export async function fileSource(file: string, name = file): Promise<ByteSource> {
  let handle: FileHandle | undefined;
  try {
    const kind = await stat(file);
    if (!kind.isFile() && !kind.isDirectory()) return await streamSource(createReadStream(file), name);
    handle = await open(file);
    const { size, mtimeMs } = await handle.stat();
    // Opening a folder goes well; reading it is what fails.
    await handle.read(new Uint8Array(1), 0, 1, 0);
    return new FileSource(handle, name, size, mtimeMs);
  } catch (error) {
    await handle?.close();
    throw error instanceof Error ? Object.assign(error, { path: file }) : error;
  }
}

class FileSource implements ByteSource {
  constructor(
    private readonly handle: FileHandle,
    readonly name: string,
    readonly size: number,
    private readonly modified: number,
  ) {}

  async read(into: Uint8Array, position: number): Promise<number> {
    let filled = 0;
    while (filled < into.length) {
      const { bytesRead } = await this.handle.read(into, filled, into.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  async refuseChanged(): Promise<void> {
    const { size, mtimeMs } = await this.handle.stat();
    if (size === this.size && mtimeMs === this.modified) return;
    throw new DatasetError(`${this.name} was changed while it was read: nothing was written. Run the command again.`, {
      file: this.name,
    });
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

/** Bytes that are in memory already, such as an open document with changes that are not saved. */
export function memorySource(bytes: Uint8Array, name: string): ByteSource {
  return {
    name,
    size: bytes.length,
    read: async (into, position) => {
      const part = bytes.subarray(position, position + into.length);
      into.set(part);
      return part.length;
    },
    refuseChanged: async () => undefined,
    close: async () => undefined,
  };
}

/** A stream, which can be read but once, as a file of its own that goes when the source is closed. */
export async function streamSource(stream: NodeJS.ReadableStream, name: string): Promise<ByteSource> {
  const folder = await mkdtemp(path.join(tmpdir(), 'conll-distill-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = path.join(folder, 'stream');
    await pipeline(stream, createWriteStream(file));
    const source = await fileSource(file, name);
    return {
      name,
      size: source.size,
      read: (into, position) => source.read(into, position),
      refuseChanged: () => source.refuseChanged(),
      close: () => source.close().finally(remove),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
