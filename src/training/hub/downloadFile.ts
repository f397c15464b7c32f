import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { StudentError } from '../studentError';
import type { HubFile } from './hubModel';
import { askHub, HubInterruption } from './hubRequest';
import type { HubSettings } from './hubSettings';

export interface Download {
  readonly settings: HubSettings;
  readonly model: string;
  readonly commit: string;
  readonly file: HubFile;
  /** Where it goes once it is whole and its hash is right; until then a `.part` beside it is there. */
  readonly target: string;
  readonly signal: AbortSignal;
  /** Bytes of the file that are there. */
  readonly onProgress: (received: number) => void | Promise<void> | undefined;
}

/** Tries that bring nothing before giving up, and the milliseconds before the second; each later wait is twice as long. */
const fruitlessTries = 4;
const firstWait = 500;

/**
 * Downloads a file, going on from what an earlier try has left.
 * @throws HubInterruption when the connection is lost again and again; what is there stays for the next time.
 * StudentError when the hub refuses, or the file's hash is wrong; the signal's reason when aborted
 */
export async function downloadFile(download: Download): Promise<void> {
  const part = `${download.target}.part`;
  let fruitless = 0;
  let restarted = false;
  while (true) {
    const before = await sizeOf(part);
    try {
      if (await receive(download, part)) return await rename(part, download.target);
      await rm(part, { force: true });
      // What an earlier try left may have been damaged meanwhile.
      if (before === 0 || restarted) throw wrongHash(download);
      restarted = true;
    } catch (error) {
      if (!(error instanceof HubInterruption)) throw error;
      fruitless = (await sizeOf(part)) > before ? 0 : fruitless + 1;
      if (fruitless === fruitlessTries) throw error;
      await sleep(firstWait * 2 ** fruitless, undefined, { signal: download.signal }).catch(() => undefined);
      download.signal.throwIfAborted();
    }
  }
}

/** Writes what is missing to the end of the part. @returns whether the whole has the right hash */
async function receive(download: Download, part: string): Promise<boolean> {
  const { file, onProgress } = download;
  const handle = await open(part, 'a+');
  try {
    let received = await sizeOf(part);
    if (received > file.size) return false;
    let hash = newHash(file);
    if (received > 0) for await (const bytes of createReadStream(part)) hash.update(bytes);
    await onProgress(received);
    if (received < file.size) {
      const { status, parts } = await ask(download, received);
      if (status !== 206) {
        // The hub sends the file from its beginning.
        await handle.truncate(0);
        received = 0;
        hash = newHash(file);
      }
      for await (const bytes of parts) {
        await handle.appendFile(bytes);
        hash.update(bytes);
        received += bytes.length;
        if (received > file.size) return false;
        await onProgress(received);
      }
      if (received < file.size) throw new HubInterruption(`${file.name} ended at byte ${received} of ${file.size}`);
    }
    await handle.sync();
    return hash.digest('hex') === file.hash.hex;
  } finally {
    await handle.close();
  }
}

function ask({ settings, model, commit, file, signal }: Download, received: number) {
  const name = file.name.split('/').map(encodeURIComponent).join('/');
  return askHub(settings, {
    path: `/${model}/resolve/${commit}/${name}`,
    model,
    ...(received > 0 && { headers: { range: `bytes=${received}-` } }),
    signal,
  });
}

function newHash({ hash: { algorithm }, size }: HubFile): Hash {
  if (algorithm === 'sha256') return createHash('sha256');
  // https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
  return createHash('sha1').update(`blob ${size}\0`);
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

function wrongHash({ file, model, settings }: Download): StudentError {
  return new StudentError(
    `${file.name} of ${model} came from ${new URL(settings.endpoint).host} with another checksum than is stated there, ` +
      'and was deleted. Try again; if it happens again, what is between you and the hub changes files.',
  );
}
