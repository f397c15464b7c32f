import type { ElementType } from './safetensorsHeader';

/** Writes little-endian elements as float32 into `into`, of as many; `first` is the index of the first in its tensor. */
export type Decoder = (bytes: Uint8Array<ArrayBuffer>, into: Float32Array, first: number) => void;

/**
 * How to decode a tensor; undefined for types that no parameter has.
 * @param size elements of the whole tensor
 * @param scales of int8: one a row
 * @throws Error when there are int8 elements and not as many scales as rows
 */
export function decoderOf(type: ElementType, size: number, scales?: Float32Array): Decoder | undefined {
  switch (type) {
    case 'F32':
      return (bytes, into) => into.set(new Float32Array(bytes.buffer, bytes.byteOffset, into.length));
    case 'F16':
      return decodeHalves;
    case 'BF16':
      return decodeBfloats;
    case 'I8':
      return scales && scaleRows(size, scales);
    default:
      return undefined;
  }
}

/** The value of each binary16, made when first needed. */
let halfValues: Float32Array | undefined;

const decodeHalves: Decoder = (bytes, into) => {
  halfValues ??= Float32Array.from({ length: 0x10000 }, (_, bits) => halfToNumber(bits));
  const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, into.length);
  for (let index = 0; index < halves.length; index++) into[index] = halfValues[halves[index] ?? 0] ?? 0;
};

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is the upper half of a float32. */
const decodeBfloats: Decoder = (bytes, into) => {
  const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, into.length);
  const bits = new Uint32Array(into.buffer, into.byteOffset, into.length);
  for (let index = 0; index < halves.length; index++) bits[index] = (halves[index] ?? 0) << 16;
};

function scaleRows(size: number, scales: Float32Array): Decoder {
  const width = size / scales.length;
  if (!Number.isInteger(width)) throw new Error(`it has ${scales.length} scales for ${size} int8 elements`);
  return (bytes, into, first) => {
    const integers = new Int8Array(bytes.buffer, bytes.byteOffset, into.length);
    for (let index = 0; index < into.length; ) {
      const row = Math.floor((first + index) / width);
      const scale = scales[row] ?? 0;
      const end = Math.min(into.length, (row + 1) * width - first);
      for (; index < end; index++) into[index] = (integers[index] ?? 0) * scale;
    }
  };
}
