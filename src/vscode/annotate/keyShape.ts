/**
 * What is wrong with a typed API key, or undefined. Only what no HTTP header can carry is refused (RFC 9110, 5.5),
 * since servers other than OpenAI's shape their keys as they like; whether a key opens the door, the server says.
 */
export function keyProblem(typed: string): string | undefined {
  const key = typed.trim();
  if (key === '') return 'Paste the API key of your account. A server without keys accepts any word.';
  if (/\s/.test(key)) return 'A key has no spaces or line breaks: only part of the text is the key.';
  if (!/^[\x21-\x7e]+$/.test(key)) return 'A key has only plain letters, digits and punctuation.';
  return undefined;
}
