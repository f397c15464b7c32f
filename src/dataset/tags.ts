/** Where the prefix stands: `B-PER`, or `PER-B` as conlleval's `-r` files have it. */
export type TagSpelling = 'prefix' | 'suffix';

/** B begin, I inside, E/L end, S/U single, O outside. */
export type Prefix = 'B' | 'I' | 'E' | 'L' | 'S' | 'U' | 'O';

export interface Tag {
  readonly prefix: Prefix;
  /** Empty for O. */
  readonly type: string;
}

/** The tag O. */
export const outside: Tag = { prefix: 'O', type: '' };

/** A file has few different tags and asks for the parts of each of them thousands of times. */
const parsed = new Map<string, Tag>();
const mostKept = 1000;
/** Longer texts are kept by V8 as a view of the text that they were cut from, which would stay as long as they do. */
const sliced = 13;
const hyphenMinus = 45;

/** The parts of a tag, or nothing when the cell is no tag. */
export function parseTag(cell: string, spelling: TagSpelling = 'prefix'): Tag | undefined {
  if (cell === 'O') return outside;
  if (cell.length < 3) return undefined;
  if (spelling === 'suffix') return parse(cell, spelling);
  // Most cells that are asked about are tokens.
  if (cell.charCodeAt(1) !== hyphenMinus) return undefined;
  const known = parsed.get(cell);
  if (known) return known;
  const tag = parse(cell, spelling);
  if (tag && cell.length < sliced) {
    if (parsed.size >= mostKept) parsed.clear();
    parsed.set(cell, tag);
  }
  return tag;
}

function parse(cell: string, spelling: TagSpelling): Tag | undefined {
  const [prefix, hyphen] = spelling === 'prefix' ? [cell[0], cell[1]] : [cell.at(-1), cell.at(-2)];
  if (hyphen !== '-' || !isPrefix(prefix)) return undefined;
  return { prefix, type: spelling === 'prefix' ? cell.slice(2) : cell.slice(0, -2) };
}

export function isTag(cell: string): boolean {
  return parseTag(cell) !== undefined;
}

function isPrefix(letter: string | undefined): letter is Prefix {
  return letter !== undefined && 'BIELSU'.includes(letter);
}
