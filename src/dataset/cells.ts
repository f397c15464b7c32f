/** One cell of a line; offsets are UTF-16 offsets into the text. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What parts a line into cells: runs of tabs (a space then belongs to its cell), or runs of spaces and tabs. Other white
 * space, such as a no-break space, always belongs to its cell.
 */
export type Separator = 'tab' | 'blank';

const tab = 9;
const space = 32;

export function isSeparator(code: number, separator: Separator): boolean {
  return code === tab || (code === space && separator === 'blank');
}

/** Cells of text[start, end). Separators before the first and after the last cell make no empty cell. */
export function splitCells(text: string, start: number, end: number, separator: Separator): Cell[] {
  const cells: Cell[] = [];
  let position = start;
  while (position < end) {
    while (position < end && isSeparator(text.charCodeAt(position), separator)) position++;
    if (position >= end) break;
    const from = position;
    while (position < end && !isSeparator(text.charCodeAt(position), separator)) position++;
    cells.push({ start: from, end: position, text: text.slice(from, position) });
  }
  return cells;
}

/** How many cells splitCells would make. */
export function countCells(text: string, start: number, end: number, separator: Separator): number {
  let count = 0;
  let inside = false;
  for (let position = start; position < end; position++) {
    const apart = isSeparator(text.charCodeAt(position), separator);
    if (!apart && !inside) count++;
    inside = !apart;
  }
  return count;
}

/** What stands in the last cell of splitCells; nothing where there is none. */
export function lastCell(text: string, start: number, end: number, separator: Separator): string {
  let to = end;
  while (to > start && isSeparator(text.charCodeAt(to - 1), separator)) to--;
  let from = to;
  while (from > start && !isSeparator(text.charCodeAt(from - 1), separator)) from--;
  return text.slice(from, to);
}

/** What stands in the cell of an index, without making the other cells; nothing where the line has no such cell. */
export function cellText(
  text: string,
  start: number,
  end: number,
  separator: Separator,
  index: number,
): string | undefined {
  const blank = separator === 'blank' ? space : tab;
  let position = start;
  for (let cell = 0; ; cell++) {
    let code = text.charCodeAt(position);
    while (position < end && (code === tab || code === blank)) code = text.charCodeAt(++position);
    if (position >= end) return undefined;
    const from = position;
    while (position < end && code !== tab && code !== blank) code = text.charCodeAt(++position);
    if (cell === index) return position - from === 1 ? text.charAt(from) : text.slice(from, position);
  }
}
