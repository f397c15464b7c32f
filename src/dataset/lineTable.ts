/** Where each line of a text starts and where its content ends, without its end-of-line (\n, \r\n or \r). */
export interface LineTable {
  readonly count: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const lineFeed = 10;
const carriageReturn = 13;

/** A text of n line ends has n + 1 lines, as in an editor: the last one may be empty. */
export function lineTable(text: string): LineTable {
  let starts = new Uint32Array(Math.max(16, text.length >> 3));
  let ends = new Uint32Array(starts.length);
  let count = 0;
  let start = 0;
  const push = (end: number): void => {
    if (count === starts.length) {
      starts = grown(starts);
      ends = grown(ends);
    }
    starts[count] = start;
    ends[count] = end;
    count++;
  };
  // indexOf finds line feeds many times faster than a loop over characters; a lone \r is rare and looked for once.
  const hasCarriageReturn = text.includes('\r');
  const endsWith = (position: number): number =>
    hasCarriageReturn && text.charCodeAt(position - 1) === carriageReturn && position > start ? position - 1 : position;
  for (;;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    if (hasCarriageReturn) {
      // Lone carriage returns inside what looks like one line end lines as well.
      for (let lone = text.indexOf('\r', start); lone >= 0 && lone < end; lone = text.indexOf('\r', start)) {
        if (text.charCodeAt(lone + 1) === lineFeed) break;
        push(lone);
        start = lone + 1;
      }
    }
    push(feed < 0 ? end : endsWith(end));
    if (feed < 0) break;
    start = feed + 1;
  }
  return { count, starts: starts.slice(0, count), ends: ends.slice(0, count) };
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** The last of the first `count` entries that is at most a value; entries only grow. */
export function lastAtMost(entries: Uint32Array, value: number, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((entries[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
