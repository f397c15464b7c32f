import type { Entity } from '../../dataset';

/** A stretch of one line, in UTF-16 columns from 0, `end` exclusive. */
export interface LineSpan {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The outline of one entity over the lines of its tokens. Tokens differ in width, so the outline steps in and out like
 * the edge of a polygon: each token has its two sides, and a top (bottom) where the token above (below) does not cover
 * it.
 */
export interface EntityBox {
  readonly type: string;
  readonly sides: readonly LineSpan[];
  readonly tops: readonly LineSpan[];
  readonly bottoms: readonly LineSpan[];
}

/** @param tokens where the sentence's tokens stand, one a token, in order. */
export function entityBox(entity: Entity, tokens: readonly LineSpan[]): EntityBox {
  const sides = tokens.slice(entity.start, entity.end);
  return {
    type: entity.type,
    sides,
    tops: sides.flatMap((span, index) => uncovered(span, sides[index - 1])),
    bottoms: sides.flatMap((span, index) => uncovered(span, sides[index + 1])),
  };
}

/** What of a span has no part of its neighbour directly above or below; all of it where a comment stands between. */
function uncovered(span: LineSpan, neighbour: LineSpan | undefined): LineSpan[] {
  if (neighbour === undefined || Math.abs(neighbour.line - span.line) !== 1) return [span];
  const { line } = span;
  return [
    { line, start: span.start, end: Math.min(span.end, neighbour.start) },
    { line, start: Math.max(span.start, neighbour.end), end: span.end },
  ].filter(({ start, end }) => start < end);
}
