import { type FileHandle, open } from 'node:fs/promises';
import { StudentError } from '../studentError';
import { toFloat32 } from './elements';
import { parseSafetensorsHeader, type TensorEntry } from './safetensorsHeader';

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** No model has a header this long; a damaged length may well be longer. */
const longestHeader = 100_000_000;

/** What a tensor's scales are named: a tensor of int8 has one a row, [rows], in float32. */
const scalesOf = (name: string) => `${name}.scales`;

/**
 * Reads all floating-point tensors of a safetensors file as float32: float32, float16 and bfloat16, and int8 with a
 * scale a row. Other integers, which are no parameters, are left out.
 * @throws StudentError when the file is damaged; the system's error when it cannot be read
 */
export async function readSafetensors(file: string): Promise<Map<string, Tensor>> {
  const handle = await open(file, 'r');
  try {
    const entries = await readHeader(handle);
    const tensors = new Map<string, Tensor>();
    const scaleNames = new Set([...entries.keys()].map(scalesOf));
    for (const [name, entry] of entries) {
      if (scaleNames.has(name)) continue;
      const scales = entries.get(scalesOf(name));
      const data = toFloat32(
        entry.dtype,
        await readBytes(handle, entry),
        scales && new Float32Array((await readBytes(handle, scales)).buffer),
      );
      if (data) tensors.set(name, { shape: entry.shape, data });
    }
    return tensors;
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudentError(`${file} is damaged: ${reason}. Copy or download it again.`, { cause: error });
  } finally {
    await handle.close();
  }
}

/** Writes tensors as float32. */
export async function writeSafetensors(handle: FileHandle, tensors: ReadonlyMap<string, Tensor>): Promise<void> {
  let offset = 0;
  const header: Record<string, object> = { __metadata__: { format: 'pt' } };
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = JSON.stringify(header);
  // The format aligns the data to 8 bytes with spaces.
  const padded = Buffer.from(json + ' '.repeat((8 - (Buffer.byteLength(json) % 8)) % 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  await writeAll(handle, Buffer.concat([length, padded]));
  for (const { data } of tensors.values()) {
    await writeAll(handle, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  }
}

async function readHeader(handle: FileHandle): Promise<Map<string, TensorEntry>> {
  const { size } = await handle.stat();
  if (size < 8) throw new Error(`it has ${size} bytes, which is too short for a safetensors file`);
  const length = Number(Buffer.from(await readBytes(handle, { start: 0, end: 8 })).readBigUInt64LE());
  if (length > longestHeader || 8 + length > size) {
    throw new Error(`its first 8 bytes announce a header of ${length} bytes, but the file has ${size}`);
  }
  return parseSafetensorsHeader(await readBytes(handle, { start: 8, end: 8 + length }), 8 + length, size);
}

/** @returns bytes in a buffer of their own */
async function readBytes(handle: FileHandle, { start, end }: Pick<TensorEntry, 'start' | 'end'>): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let read = 0;
  while (read < bytes.length) {
    const { bytesRead } = await handle.read(bytes, read, bytes.length - read, start + read);
    if (bytesRead === 0) throw new Error('it became shorter while it was read');
    read += bytesRead;
  }
  return bytes;
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += (await handle.write(bytes, written)).bytesWritten;
}
