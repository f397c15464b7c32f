import { z } from 'zod';

/** Bytes of an element; those numbers of the format that a model's floating-point parameters come in, and others met. */
const elementSizes = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, I16: 2, I8: 1, U8: 1, BOOL: 1 } as const;

export type ElementType = keyof typeof elementSizes;

/** In bytes. */
export function elementSize(type: ElementType): number {
  return elementSizes[type];
}

/** A tensor in a safetensors file. */
export interface TensorEntry {
  readonly dtype: ElementType;
  readonly shape: readonly number[];
  /** Where its bytes are in the file. */
  readonly start: number;
  readonly end: number;
}

const entrySchema = z.object({
  dtype: z.enum(['F64', 'F32', 'F16', 'BF16', 'I64', 'I32', 'I16', 'I8', 'U8', 'BOOL']),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

const headerSchema = z.record(z.string(), z.unknown());

/**
 * Reads the header of a safetensors file (https://huggingface.co/docs/safetensors): JSON that says for each tensor its
 * type, its shape and where its bytes are.
 * @param json the header's bytes
 * @param dataStart where the header ends in the file
 * @throws Error saying what is wrong with it
 */
export function parseSafetensorsHeader(
  json: Uint8Array,
  dataStart: number,
  fileSize: number,
): Map<string, TensorEntry> {
  const header = headerSchema.safeParse(parse(json));
  if (!header.success) throw new Error('its header is not a JSON object');
  const entries = new Map<string, TensorEntry>();
  for (const [name, value] of Object.entries(header.data)) {
    if (name === '__metadata__') continue;
    const entry = entrySchema.safeParse(value);
    if (!entry.success) throw new Error(`its header describes ${name} in an unknown way`);
    const { dtype, shape, data_offsets: offsets } = entry.data;
    const [start, end] = [dataStart + offsets[0], dataStart + offsets[1]];
    const needed = shape.reduce((size, dimension) => size * dimension, elementSizes[dtype]);
    if (end - start !== needed) {
      throw new Error(`its header gives ${name} ${end - start} bytes, but ${dtype} [${shape}] needs ${needed}`);
    }
    if (end > fileSize) throw new Error(`it ends at byte ${fileSize}, but ${name} would end at ${end}: it is cut off`);
    entries.set(name, { dtype, shape, start, end });
  }
  return entries;
}

function parse(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
}
