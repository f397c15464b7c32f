export type TextEncoding = 'utf-8' | 'iso-8859-1';

/**
 * Bytes to text without loss. Bytes that are not valid UTF-8 are read one byte a character instead, so that encodeText
 * gives every byte back. A byte order mark stays in the text as its first character.
 */
export function decodeBytes(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    // Buffer's latin1 is byte = code point; TextDecoder's 'iso-8859-1' is windows-1252, which is not reversible.
    return {
      text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
      encoding: 'iso-8859-1',
    };
  }
}

/**
 * @throws RangeError when the text holds a character that the encoding cannot write (a tag added to a one-byte file)
 */
export function encodeText(text: string, encoding: TextEncoding = 'utf-8'): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0xff) {
      throw new RangeError(`the file is not UTF-8, so it cannot hold "${text[index]}": save the file as UTF-8 first`);
    }
  }
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}
