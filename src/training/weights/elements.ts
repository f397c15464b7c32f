import type { ElementType } from './safetensorsHeader';

/**
 * A tensor's little-endian elements as float32; undefined for types that no parameter has.
 * @param bytes the whole of their buffer
 * @param scales of int8: one a row
 * @throws Error when there are int8 elements and not as many scales as rows
 */
export function toFloat32(type: ElementType, bytes: Uint8Array, scales?: Float32Array): Float32Array | undefined {
  switch (type) {
    case 'F32':
      return new Float32Array(bytes.buffer);
    case 'F16':
      return halvesToFloat32(new Uint16Array(bytes.buffer));
    case 'BF16':
      return bfloatsToFloat32(new Uint16Array(bytes.buffer));
    case 'I8':
      return scales && scaleRows(new Int8Array(bytes.buffer), scales);
    default:
      return undefined;
  }
}

/** IEEE 754 binary16, by a table of all its values: 1 sign, 5 exponent and 10 fraction bits. */
function halvesToFloat32(halves: Uint16Array): Float32Array {
  const values = Float32Array.from({ length: 0x10000 }, (_, bits) => halfToNumber(bits));
  const floats = new Float32Array(halves.length);
  for (let index = 0; index < halves.length; index++) floats[index] = values[halves[index] ?? 0] ?? 0;
  return floats;
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is the upper half of a float32. */
function bfloatsToFloat32(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let index = 0; index < halves.length; index++) bits[index] = (halves[index] ?? 0) << 16;
  return new Float32Array(bits.buffer);
}

function scaleRows(integers: Int8Array, scales: Float32Array): Float32Array {
  const width = integers.length / scales.length;
  if (!Number.isInteger(width)) throw new Error(`it has ${scales.length} scales for ${integers.length} int8 elements`);
  const floats = new Float32Array(integers.length);
  for (let row = 0, index = 0; row < scales.length; row++) {
    const scale = scales[row] ?? 0;
    for (const end = index + width; index < end; index++) floats[index] = (integers[index] ?? 0) * scale;
  }
  return floats;
}
