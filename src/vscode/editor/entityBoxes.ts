/** A stretch of one line, in UTF-16 columns from 0, `end` exclusive. */
export interface LineSpan {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The outline of one entity over the lines of its tokens. Tokens differ in width, so the outline steps in and out like
 * the edge of a polygon: each token has its two sides, and a top (bottom) where the token above (below) does not cover
 * it. A token with none above and below has all its edges in one stretch: VS Code measures each that it draws.
 */
export interface EntityBox {
  readonly whole: readonly LineSpan[];
  readonly sides: readonly LineSpan[];
  readonly tops: readonly LineSpan[];
  readonly bottoms: readonly LineSpan[];
}

/** @param spans where the entity's tokens stand, one a token, in order */
export function entityBox(spans: readonly LineSpan[]): EntityBox {
  const isAlone = (index: number) =>
    ![spans[index - 1], spans[index + 1]].some((neighbour) => adjoins(spans[index], neighbour));
  const joined = spans.filter((_, index) => !isAlone(index));
  return {
    whole: spans.filter((_, index) => isAlone(index)),
    sides: joined,
    tops: joined.flatMap((span, index) => uncovered(span, joined[index - 1])),
    bottoms: joined.flatMap((span, index) => uncovered(span, joined[index + 1])),
  };
}

/** Do both stand on neighbouring lines? A comment may stand between tokens. */
function adjoins(span: LineSpan | undefined, neighbour: LineSpan | undefined): boolean {
  return span !== undefined && neighbour !== undefined && Math.abs(neighbour.line - span.line) === 1;
}

/** What of a span has no part of its neighbour directly above or below; all of it where none adjoins. */
function uncovered(span: LineSpan, neighbour: LineSpan | undefined): LineSpan[] {
  if (neighbour === undefined || !adjoins(span, neighbour)) return [span];
  const { line } = span;
  return [
    { line, start: span.start, end: Math.min(span.end, neighbour.start) },
    { line, start: Math.max(span.start, neighbour.end), end: span.end },
  ].filter(({ start, end }) => start < end);
}
