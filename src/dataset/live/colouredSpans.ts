import { decodeEntities } from '../entities';
import { parseTag } from '../tags';
import type { LiveDocument } from './liveDocument';

/** What has a colour of its own: comments, `-DOCSTART-` lines, tokens of entities, columns beside token and tag, and the parts of a tag. */
export type SpanKind = 'comment' | 'document' | 'entity' | 'column' | 'prefix' | 'type';

/** Their names as semantic tokens: `comment` is every editor's own, package.json declares the others. */
export const SPAN_TOKEN_TYPES: Readonly<Record<SpanKind, string>> = {
  comment: 'comment',
  document: 'conllDocument',
  entity: 'conllEntity',
  column: 'conllColumn',
  prefix: 'conllPrefix',
  type: 'conllType',
};

/** A part of a line; places are UTF-16 units from its beginning. */
export interface ColouredSpan {
  readonly line: number;
  readonly start: number;
  readonly length: number;
  readonly kind: SpanKind;
}

/**
 * What is coloured between two lines, both inclusive, in order. `O`, and tokens outside entities, have no colour.
 * @param last may lie beyond the document
 */
export function* colouredSpans(live: LiveDocument, first: number, last: number): Generator<ColouredSpan> {
  const ofEntities = entityLinesBetween(live, first, last);
  const end = Math.min(last, live.lineCount - 1);
  for (let line = first; line <= end; line++) {
    const lineKind = live.lineKind(line);
    if (lineKind === 'comment') yield { line, start: 0, length: live.lineText(line).length, kind: 'comment' };
    if (lineKind === 'docstart') yield { line, start: 0, length: live.lineText(line).length, kind: 'document' };
    if (lineKind === 'token') yield* colouredCells(live, line, ofEntities.has(line));
  }
}

function* colouredCells(live: LiveDocument, line: number, isOfEntity: boolean): Generator<ColouredSpan> {
  const { tokenColumn, tagColumn } = live;
  for (const [column, { start, end, text }] of live.cells(line).entries()) {
    const tag = column === tagColumn ? parseTag(text) : undefined;
    if (start === end) continue;
    if (column === tokenColumn) {
      if (isOfEntity) yield { line, start, length: end - start, kind: 'entity' };
    } else if (!tag) {
      yield { line, start, length: end - start, kind: 'column' };
    } else if (tag.type !== '') {
      const { length } = tag.type;
      yield { line, start, length: end - start - length, kind: 'prefix' };
      yield { line, start: end - length, length, kind: 'type' };
    }
  }
}

/** The lines between two lines, both inclusive, whose tokens are of entities. */
function entityLinesBetween(live: LiveDocument, first: number, last: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { lines, tags } of live.sentencesBetween(first, last)) {
    for (const { start, end } of decodeEntities(tags)) {
      for (const line of lines.slice(start, end)) if (line >= first && line <= last) found.add(line);
    }
  }
  return found;
}
