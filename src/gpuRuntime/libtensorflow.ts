import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar';
import type { OfflineFolder } from './offlineFolder';
import { SetupError } from './setupError';

/** Google's own build of TensorFlow's C library with CUDA: the one that tfjs-node-gpu 4.22 was made for. */
export const libtensorflow = {
  version: '2.9.1',
  name: 'libtensorflow-gpu-linux-x86_64-2.9.1.tar.gz',
  host: 'https://storage.googleapis.com/tensorflow/libtensorflow/',
  sha256: '20c46f761d5905f592c4eac0812e8e50d9cb439f9440a9391912cf4c02ed8be8',
} as const;

export interface DownloadHooks {
  readonly signal: AbortSignal;
  readonly onBytes: (received: number, total: number | undefined) => void;
}

/**
 * Unpacks it into a folder, after its checksum was found right.
 * @param offline where its archive is instead of Google's server
 * @throws SetupError
 */
export async function unpackLibtensorflow(
  folder: string,
  offline: OfflineFolder | undefined,
  hooks: DownloadHooks,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const archive = offline?.file(libtensorflow.name) ?? (await downloadLibtensorflow(folder, hooks));
  await requireChecksum(archive);
  await tar.extract({ file: archive, cwd: folder });
  if (!offline) await rm(archive);
}

/**
 * Downloads its archive into a folder; one that is there and whole is taken as it is.
 * @returns its path
 * @throws SetupError; the signal's reason
 */
export async function downloadLibtensorflow(folder: string, { signal, onBytes }: DownloadHooks): Promise<string> {
  const file = path.join(folder, libtensorflow.name);
  if ((await stat(file).catch(() => undefined)) && (await checksumOf(file)) === libtensorflow.sha256) return file;
  const part = `${file}.part`;
  try {
    const response = await fetch(libtensorflow.host + libtensorflow.name, { signal });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get('content-length')) || undefined;
    let received = 0;
    const count = new Transform({
      transform(chunk: Buffer, _, done) {
        received += chunk.length;
        onBytes(received, total);
        done(undefined, chunk);
      },
    });
    await pipeline(partsOf(response.body), count, createWriteStream(part), { signal });
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : '';
    throw new SetupError(
      `${libtensorflow.name} could not be downloaded from ${new URL(libtensorflow.host).host}: ${reason}. Check the connection and try again, use an offline folder, or build against a TensorFlow that pip installs.`,
    );
  }
  await requireChecksum(part);
  await rename(part, file);
  return file;
}

async function* partsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

/** @throws SetupError where it has another one */
async function requireChecksum(file: string): Promise<void> {
  const found = await checksumOf(file);
  if (found === libtensorflow.sha256) return;
  throw new SetupError(
    `${file} has the SHA-256 ${found}, not ${libtensorflow.sha256}: it is damaged or another file. It is not used. Remove it and try again.`,
  );
}

async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
