/** How many line ends (\n, \r\n or \r) a text has. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) count++;
  for (let lone = text.indexOf('\r'); lone >= 0; lone = text.indexOf('\r', lone + 1)) {
    if (text.charCodeAt(lone + 1) !== 10) count++;
  }
  return count;
}
