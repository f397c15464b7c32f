/** Where the prefix stands: `B-PER`, or `PER-B` as conlleval's `-r` files have it. */
export type TagSpelling = 'prefix' | 'suffix';

/** B begin, I inside, E/L end, S/U single, O outside. */
export type Prefix = 'B' | 'I' | 'E' | 'L' | 'S' | 'U' | 'O';

export interface Tag {
  readonly prefix: Prefix;
  /** Empty for O. */
  readonly type: string;
}

const pattern = /^([BIELSU])-(.+)$/su;
const suffixPattern = /^(.+)-([BIELSU])$/su;

/** The parts of a tag, or nothing when the cell is no tag. */
export function parseTag(cell: string, spelling: TagSpelling = 'prefix'): Tag | undefined {
  if (cell === 'O') return { prefix: 'O', type: '' };
  const match = (spelling === 'prefix' ? pattern : suffixPattern).exec(cell);
  const prefix = match?.[spelling === 'prefix' ? 1 : 2];
  const type = match?.[spelling === 'prefix' ? 2 : 1];
  return isPrefix(prefix) && type !== undefined ? { prefix, type } : undefined;
}

export function isTag(cell: string): boolean {
  return parseTag(cell) !== undefined;
}

function isPrefix(letter: string | undefined): letter is Prefix {
  return letter !== undefined && 'BIELSUO'.includes(letter);
}
