import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UsageError } from './failure';

/**
 * Refuses an output that is one of the inputs, also by a link or another spelling of its path: a command never destroys
 * what it reads. To be asked before any work is done.
 */
export async function refuseOverwriting(output: string, inputs: readonly string[]): Promise<void> {
  const written = await identityOf(output);
  for (const input of inputs) {
    if (written !== undefined && written === (await identityOf(input))) {
      throw new UsageError(`${output} is the input: nothing was written. Give another file with -o.`);
    }
  }
}

/** `-` is standard output. A file is replaced as a whole or not at all. */
export async function writeOutput(output: string, content: string | Uint8Array): Promise<void> {
  if (output === '-') {
    if (!process.stdout.write(content)) await once(process.stdout, 'drain');
    return;
  }
  // A pipe, a terminal or /dev/null is written to; only a real file may be replaced by a new one.
  const existing = await stat(output).catch(() => undefined);
  try {
    if (existing && !existing.isFile()) return await writeFile(output, content);
    const bytes = asBuffer(content);
    // The same again keeps its time stamp, so that what was made from it is not made again.
    if (existing?.size === bytes.length && bytes.equals(await readFile(output))) return;
    await writeFileAtomic(output, bytes);
  } catch (error) {
    // Some system errors name no file, or the temporary one, which would tell the user nothing.
    if (error instanceof Error) Object.assign(error, { path: output });
    throw error;
  }
}

/** Writes a value as indented JSON to standard output. */
export async function writeJson(value: unknown): Promise<void> {
  await writeOutput('-', `${JSON.stringify(value, undefined, 2)}\n`);
}

/** `--json` and the file itself cannot both go to standard output. */
export function refuseMixedOutput(output: string, json: boolean | undefined): void {
  if (output === '-' && json) throw new UsageError('--json writes to standard output: give a file with -o as well.');
}

function asBuffer(content: string | Uint8Array): Buffer {
  return typeof content === 'string'
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

async function identityOf(file: string): Promise<string | undefined> {
  if (file === '-') return undefined;
  const found = await stat(file).catch(() => undefined);
  if (!found) return path.resolve(file);
  return found.isFile() ? `${found.dev}:${found.ino}` : undefined;
}
