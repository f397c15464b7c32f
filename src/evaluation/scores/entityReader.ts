import { decodeTags, type Entity, outside, parseTag, type Tag, type TagScheme, type TagSpelling } from '../../dataset';
import { strictDecoder } from './strictDecoder';
import type { EvaluationMode } from './types';

export interface ReadingOptions {
  readonly mode?: EvaluationMode;
  /** For strict mode; IOB2 by default. */
  readonly scheme?: TagScheme;
  /** Where the prefix of each tag stands; for default mode. */
  readonly spelling?: TagSpelling;
}

/**
 * Reads the entities of sentences from their tags as a mode of evaluation has it. A data set has few distinct tags and many
 * tokens, so that each tag is taken apart once.
 */
export function entityReader({
  mode = 'default',
  scheme = 'iob2',
  spelling = 'prefix',
}: ReadingOptions = {}): (tags: readonly string[]) => Entity[] {
  const known = new Map<string, Tag>();
  const parse = mode === 'default' && spelling === 'prefix' ? parseAsConlleval : parseAs(spelling);
  const tagOf = (cell: string): Tag => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const tag = parse(cell);
    known.set(cell, tag);
    return tag;
  };
  const decode = mode === 'strict' ? strictDecoder(scheme) : decodeTags;
  return (tags) => decode(tags.map(tagOf));
}

function parseAs(spelling: TagSpelling): (cell: string) => Tag {
  return (cell) => parseTag(cell, spelling) ?? outside;
}

/**
 * What stands before the first hyphen is the prefix, known or not, and one that conlleval does not know means inside. A cell
 * without a hyphen is inside an entity of that type, so that bare types count too.
 */
function parseAsConlleval(cell: string): Tag {
  const tag = parseTag(cell);
  if (tag !== undefined) return tag;
  const type = cell.slice(cell.indexOf('-') + 1);
  return type === '' ? outside : { prefix: 'I', type };
}
