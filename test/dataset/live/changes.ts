import fc from 'fast-check';
import type { TextChange } from '../../../src/dataset';

const piece = fc.constantFrom(
  ...['a', 'Ada', '#', '# x', ' ', '\t', '\n', '\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\u00a0', '\ufeff'],
  ...['-DOCSTART-', '-DOCSTART- O\n\n', '\u{1F600}', 'O', 'B-PER', 'I-PER', 'E-X', 'U-', '-', ''],
);

/** Texts that look like CoNLL more often than chance would have it. */
export const conllLike = fc
  .array(fc.oneof(piece, fc.constantFrom('x\tO\n', 'New York\tB-LOC\n', 'y NN B-PER\n', 'z O\n\n')), { maxLength: 40 })
  .map((parts) => parts.join(''));

const position = fc.record({ line: fc.integer({ min: 0, max: 40 }), character: fc.integer({ min: 0, max: 12 }) });

/** Edits as an editor makes them, also beyond the ends of lines and of the text. */
export const textChange: fc.Arbitrary<TextChange> = fc
  .record({ a: position, b: position, newText: fc.oneof(fc.constant(''), piece, conllLike) })
  .map(({ a, b, newText }) => {
    const inOrder = a.line < b.line || (a.line === b.line && a.character <= b.character);
    return { start: inOrder ? a : b, end: inOrder ? b : a, newText };
  });

/** A text after a change, the slow and plain way. */
export function changedText(text: string, { start, end, newText }: TextChange): string {
  return text.slice(0, offsetOf(text, start)) + newText + text.slice(offsetOf(text, end));
}

function offsetOf(text: string, { line, character }: TextChange['start']): number {
  let from = 0;
  for (const [index, match] of [...text.matchAll(/\r\n|\n|\r/gu)].entries()) {
    if (index === line) return Math.min(from + character, match.index);
    from = match.index + match[0].length;
  }
  const last = [...text.matchAll(/\r\n|\n|\r/gu)].length;
  return line > last ? text.length : Math.min(from + character, text.length);
}
