/**
 * What an offset counts. Python's strings (brat, spaCy, Label Studio's exports) count code points, JavaScript's (doccano)
 * UTF-16 code units; doccano can be told to count grapheme clusters.
 */
export type OffsetUnit = 'code-points' | 'utf-16' | 'graphemes';

export const offsetUnits: readonly OffsetUnit[] = ['code-points', 'utf-16', 'graphemes'];

const astral = /[\u{10000}-\u{10FFFF}]/u;
/** What a grapheme cluster of several UTF-16 code units can hold; a zero width joiner stands among format characters. */
const clustered = /[\r\p{M}\p{Cf}\u{10000}-\u{10FFFF}\u1100-\u11ff]/u;

/** Between offsets in a text as JavaScript counts (UTF-16 code units) and as a file counts. */
export interface OffsetTable {
  /** In the file's unit. */
  readonly length: number;
  /** @returns undefined when it lies outside the text, or is no whole number */
  toUtf16(offset: number): number | undefined;
  /** Inside a cluster or pair: the offset of its beginning. */
  fromUtf16(offset: number): number;
}

/** Do the units agree on all offsets of this text? */
export function unitsAgree(text: string): boolean {
  return !clustered.test(text);
}

export function offsetTable(text: string, unit: OffsetUnit): OffsetTable {
  if (unit === 'utf-16' || (unit === 'code-points' ? !astral.test(text) : unitsAgree(text))) {
    return {
      length: text.length,
      toUtf16: (offset) => (Number.isInteger(offset) && offset >= 0 && offset <= text.length ? offset : undefined),
      fromUtf16: (offset) => offset,
    };
  }
  const starts: number[] = [];
  let position = 0;
  for (const part of unit === 'code-points' ? text : graphemesOf(text)) {
    starts.push(position);
    position += part.length;
  }
  const units = new Uint32Array(text.length + 1);
  starts.forEach((start, index) => {
    units.fill(index, start, starts[index + 1] ?? text.length);
  });
  units[text.length] = starts.length;
  starts.push(text.length);
  return {
    length: starts.length - 1,
    toUtf16: (offset) => starts[offset],
    fromUtf16: (offset) => units[offset] ?? starts.length - 1,
  };
}

function* graphemesOf(text: string): Iterable<string> {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) yield segment;
}
