import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file so that, whatever happens meanwhile, its name stands for the whole old content or the whole new one:
 * into a temporary file beside it, synchronised with the disk, renamed. A failed attempt leaves nothing behind.
 */
export async function writeDurably(file: string, write: (handle: FileHandle) => Promise<unknown>): Promise<void> {
  const temporary = `${file}.new`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** A rename is safe from a power cut when its folder has reached the disk. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
