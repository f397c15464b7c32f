import type { FileHandle } from 'node:fs/promises';
import { SafetensorsFile, type Tensor } from './safetensorsFile';

/**
 * Reads all tensors of a safetensors file that a parameter may be, as float32; others, of integers, are left out.
 * @throws StudentError when the file is damaged; the system's error when it cannot be read
 */
export async function readSafetensors(file: string): Promise<Map<string, Tensor>> {
  const opened = await SafetensorsFile.open(file);
  try {
    const tensors = new Map<string, Tensor>();
    for (const name of opened.tensors.keys()) {
      if (opened.isReadable(name)) tensors.set(name, await opened.read(name));
    }
    return tensors;
  } finally {
    await opened.close();
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

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += (await handle.write(bytes, written)).bytesWritten;
}
