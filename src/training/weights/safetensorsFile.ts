import { type FileHandle, open } from 'node:fs/promises';
import { StudentError } from '../studentError';
import { decoderOf } from './elements';
import { elementSize, parseSafetensorsHeader, type TensorEntry } from './safetensorsHeader';

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** No model has a header this long; a damaged length may well be longer. */
const longestHeader = 100_000_000;

/** Bytes that are converted at a time: besides a model's parameters, reading takes no more. */
const chunk = 1 << 20;

/** What a tensor's scales are named: a tensor of int8 has one a row, [rows], in float32. */
const scalesOf = (name: string) => `${name}.scales`;

/** A safetensors file that is open: its tensors are read one by one, as float32. Close it. */
export class SafetensorsFile {
  private constructor(
    readonly path: string,
    readonly handle: FileHandle,
    readonly header: ReadonlyMap<string, TensorEntry>,
  ) {}

  /** @throws StudentError when the file is damaged; the system's error when it cannot be read */
  static async open(file: string): Promise<SafetensorsFile> {
    const handle = await open(file, 'r');
    try {
      return new SafetensorsFile(file, handle, await explained(file, readHeader(handle)));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Those in the file, but the scales of others, each with its shape. */
  get tensors(): ReadonlyMap<string, Pick<TensorEntry, 'dtype' | 'shape'>> {
    const scales = new Set([...this.header.keys()].map(scalesOf));
    return new Map([...this.header].filter(([name]) => !scales.has(name)));
  }

  /** Whether a tensor is of numbers that a parameter may have: float32, float16, bfloat16, or int8 with scales. */
  isReadable(name: string): boolean {
    const type = this.header.get(name)?.dtype;
    return type === 'F32' || type === 'F16' || type === 'BF16' || (type === 'I8' && this.header.has(scalesOf(name)));
  }

  /**
   * @param name of a tensor that `isReadable`
   * @throws StudentError when the file is damaged; the system's error when it cannot be read
   */
  async read(name: string): Promise<Tensor> {
    const scales = this.header.has(scalesOf(name)) ? await this.#read(scalesOf(name)) : undefined;
    return this.#read(name, scales?.data);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  async #read(name: string, scales?: Float32Array): Promise<Tensor> {
    const entry = this.header.get(name);
    if (!entry) throw new Error(`${this.path} has no tensor ${name}`);
    return { shape: entry.shape, data: await explained(this.path, readElements(this.handle, entry, scales)) };
  }
}

async function readElements(
  handle: FileHandle,
  { dtype, shape, start, end }: TensorEntry,
  scales: Float32Array | undefined,
): Promise<Float32Array> {
  const data = new Float32Array(shape.reduce((size, dimension) => size * dimension, 1));
  const decode = decoderOf(dtype, data.length, scales);
  if (!decode) throw new Error(`it has a tensor of type ${dtype}`);
  const width = elementSize(dtype);
  const bytes = new Uint8Array(Math.min(chunk, end - start));
  for (let from = start; from < end; from += bytes.length) {
    const part = bytes.subarray(0, end - from);
    await fill(handle, part, from);
    const first = (from - start) / width;
    decode(part, data.subarray(first, first + part.length / width), first);
  }
  return data;
}

async function readHeader(handle: FileHandle): Promise<Map<string, TensorEntry>> {
  const { size } = await handle.stat();
  if (size < 8) throw new Error(`it has ${size} bytes, which is too short for a safetensors file`);
  const prefix = Buffer.alloc(8);
  await fill(handle, prefix, 0);
  const length = Number(prefix.readBigUInt64LE());
  if (length > longestHeader || 8 + length > size) {
    throw new Error(`its first 8 bytes announce a header of ${length} bytes, but the file has ${size}`);
  }
  const json = new Uint8Array(length);
  await fill(handle, json, 8);
  return parseSafetensorsHeader(json, 8 + length, size);
}

/** Reads as many bytes as there is room for. */
async function fill(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let read = 0; read < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, read, bytes.length - read, position + read);
    if (bytesRead === 0) throw new Error('it became shorter while it was read');
    read += bytesRead;
  }
}

/** @throws StudentError for what is wrong with the file itself; the system's errors as they are */
async function explained<R>(file: string, work: Promise<R>): Promise<R> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudentError(`${file} is damaged: ${reason}. Copy or download it again.`, { cause: error });
  }
}
